import { InvalidArgumentError } from 'commander'
import { collectWeights, type Weights } from '../collect-weights.ts'
import { parseJsonObject } from '../parse-json-object.ts'
import { readInstant } from '../read-instant.ts'
import { shellWord } from '../shell-word.ts'
import { addManagedWriteOptions, type WriteOptions, write } from '../write-options.ts'
import type { AddCommand } from './add-command.ts'
import { addFlagDefinitionCommands } from './flag-definition.ts'
import { addFlagReadCommands } from './flag-read.ts'

/** `halyard flag`: reads and changes the flags of a running service. */
export const addFlagCommand: AddCommand = (program, terminal) => {
  const flag = program
    .command('flag')
    .summary('read and change the flags of a running service')
    .description(
      'Reads and changes the flags of a running service. With --if-match, a flag that somebody else changed meanwhile stays as it is.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ halyard flag rollout checkout on=10 --reason "first tenth"
  $ halyard flag schedule checkout on=50@+24h on=100@2026-12-04T09:00:00Z
  $ halyard flag disable checkout   the kill switch`,
    )
  const instantOf = (text: string) => readInstant(text, terminal.nowMs())
  addFlagReadCommands(flag, terminal)
  addFlagDefinitionCommands(flag, terminal)

  const change = (name: string, summary: string) =>
    addManagedWriteOptions(flag.command(name)).summary(summary)
  const send = (key: string, intent: string, body: object, options: WriteOptions) =>
    write(
      { path: `/flags/${encodeURIComponent(key)}/${intent}`, body },
      `halyard flag rollback ${shellWord(key)}`,
      options,
      terminal,
    )
  for (const [name, summary] of SIMPLE) {
    change(`${name} <key>`, summary).action((key: string, options: WriteOptions) =>
      send(key, name, {}, options),
    )
  }
  change('rollout <key>', 'divide those whom no rule singles out, by percent: on=10')
    .argument('[weights...]', 'variant=percent', collectWeights)
    .option('--end', 'end the rollout')
    .action((key: string, weights: Weights | undefined, options: WriteOptions & { end?: true }) =>
      send(key, 'rollout', { weights: options.end ? null : weights }, options),
    )
  change(
    'schedule <key>',
    'roll out at instants to come: on=50@+24h on=100@2026-12-04T09:00:00Z; none pauses',
  )
    .argument('[stages...]', 'variant=percent@instant; +90m, +24h or +3d is so long from now', collectStages)
    .action((key: string, stages: readonly Stage[] | undefined, options: WriteOptions) =>
      send(
        key,
        'schedule',
        { stages: (stages ?? []).map(({ at, weights }) => ({ at: instantOf(at), weights })) },
        options,
      ),
    )
  change('target <key> <variant>', 'give a variant to those whom something singles out')
    .option('--segment <name>', 'a segment')
    .option('--attribute <name>', 'an attribute of the context, with --values')
    .option('--values <value...>', 'the values of the attribute')
    .option('--rule <json>', 'a JSONLogic rule', parseJsonObject)
    .option('--end', 'take the target away again')
    .action(
      (
        key: string,
        variant: string,
        options: WriteOptions & { end?: true } & { [condition: string]: unknown },
      ) => {
        const { segment, attribute, values, rule, end } = options
        return send(
          key,
          'target',
          { segment, attribute, values, rule, variant: end ? null : variant },
          options,
        )
      },
    )
  change('trial <key> <targetingKey> <variant>', 'give one targeting key a variant until an instant')
    .option('--until <instant>', 'such as 2026-12-31T00:00:00Z, or +14d')
    .option('--end', 'end the trial')
    .action(
      (
        key: string,
        targetingKey: string,
        variant: string,
        options: WriteOptions & { end?: true; until?: string },
      ) =>
        send(
          key,
          'trial',
          {
            targetingKey,
            variant: options.end ? null : variant,
            until: options.until && instantOf(options.until),
          },
          options,
        ),
    )
  change('rollback <key> <revision>', 'write a flag as it was at a revision').action(
    (key: string, revision: string, options: WriteOptions) => send(key, 'rollback', { revision }, options),
  )
}

const SIMPLE = [
  ['enable', 'let a flag answer again'],
  ['disable', 'the kill switch: everybody gets the fallback of the code'],
  ['archive', 'take a flag out of what is served'],
  ['restore', 'serve an archived flag again'],
] as const

interface Stage {
  readonly at: string
  readonly weights: Weights
}

function collectStages(text: string, before: readonly Stage[] = []): readonly Stage[] {
  const place = text.lastIndexOf('@')
  if (place < 0) {
    throw new InvalidArgumentError(
      `${text} is no stage. Write it as on=50@2026-12-01T09:00:00Z, or on=50@+24h.`,
    )
  }
  return [...before, { at: text.slice(place + 1), weights: collectWeights(text.slice(0, place)) }]
}
