import type { Flag } from '@halyard/schema'
import { type Command, InvalidArgumentError } from 'commander'
import { collectWeights, type Weights } from '../collect-weights.ts'
import { describeWrite, type WriteAnswer } from '../describe-write.ts'
import { formatFlagTable } from '../flag-table.ts'
import { formatTable } from '../format-table.ts'
import { callManagement } from '../management-client.ts'
import { addManagementOptions, endOn, type ManagementCommandOptions } from '../management-options.ts'
import { parseJsonObject } from '../parse-json-object.ts'
import type { Terminal } from '../terminal.ts'
import type { AddCommand } from './add-command.ts'

interface WriteOptions extends ManagementCommandOptions {
  readonly reason?: string
  readonly dryRun?: true
  readonly ifMatch?: string
}

interface ListedFlag {
  readonly key: string
  readonly flag: Flag
}

interface FlagList {
  readonly flags: readonly ListedFlag[]
}

/** `halyard flag`: reads and changes the flags of a running service. */
export const addFlagCommand: AddCommand = (program, terminal, finish) => {
  const flag = program
    .command('flag')
    .summary('read and change the flags of a running service')
    .description(
      'Reads and changes the flags of a running service. Ends with 0 when it is done, 1 when it is refused, 2 for a wrong command line, 3 when somebody else changed the flag after what --if-match names.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ halyard flag rollout checkout on=10 --reason "first tenth"
  $ halyard flag schedule checkout on=50@2026-12-01T09:00:00Z on=100@2026-12-04T09:00:00Z
  $ halyard flag disable checkout   the kill switch`,
    )
  const guard = (run: () => Promise<void>) => endOn(run, terminal, finish)

  addManagementOptions(flag.command('list'))
    .summary('list the flags')
    .option('--archived', 'also those that are archived')
    .action((options: ManagementCommandOptions & { archived?: true }) =>
      guard(async () => {
        const query = { archived: options.archived && 'true' }
        const answer = await callManagement<FlagList>(options, { path: '/flags', query }, terminal)
        if (options.json) return terminal.print(JSON.stringify(answer))
        const entries = answer.flags.map(({ key, flag: written }) => [key, written])
        terminal.print(formatFlagTable({ flags: Object.fromEntries(entries) }, terminal.colors))
      }),
    )
  addManagementOptions(flag.command('get <key>'))
    .summary('show a flag as it is written')
    .action((key: string, options: ManagementCommandOptions) =>
      guard(async () => {
        const answer = await callManagement<ListedFlag>(options, { path: flagPath(key) }, terminal)
        terminal.print(options.json ? JSON.stringify(answer) : JSON.stringify(answer.flag, null, 2))
      }),
    )

  const change = (name: string, summary: string) => addWriteOptions(flag.command(name)).summary(summary)
  const send = (key: string, intent: string, body: object, options: WriteOptions) =>
    guard(() => write(`${flagPath(key)}/${intent}`, body, options, terminal))
  change('create <key>', 'create a flag; on and off, off by default, where nothing else is said')
    .option('--variants <json>', 'the variants with their values', parseJsonObject, { on: true, off: false })
    .option('--default <variant>', 'the default variant', 'off')
    .action((key: string, options: WriteOptions & { variants: object; default: string }) => {
      const created = { state: 'ENABLED', variants: options.variants, defaultVariant: options.default }
      return guard(() => write('/flags', { key, flag: created }, options, terminal))
    })
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
  change('schedule <key>', 'roll out at instants to come: on=50@2026-12-01T09:00:00Z; none pauses')
    .argument('[stages...]', 'variant=percent@instant', collectStages)
    .action((key: string, stages: readonly Stage[] | undefined, options: WriteOptions) =>
      send(key, 'schedule', { stages: stages ?? [] }, options),
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
    .option('--until <instant>', 'such as 2026-12-31T00:00:00Z')
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
          { targetingKey, variant: options.end ? null : variant, until: options.until },
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

function addWriteOptions(command: Command): Command {
  return addManagementOptions(command)
    .option('--reason <text>', 'why, for the audit log')
    .option('--dry-run', 'change nothing, and say what would change')
    .option('--if-match <revision>', 'change nothing if the flag was changed after this revision')
}

async function write(path: string, body: object, options: WriteOptions, terminal: Terminal): Promise<void> {
  const { reason, dryRun, ifMatch, json } = options
  const call = {
    path,
    query: { dryRun: dryRun && 'true' },
    body: { ...body, reason },
    ifMatch,
  }
  const answer = await callManagement<WriteAnswer>(options, call, terminal)
  if (json) return terminal.print(JSON.stringify(answer))
  terminal.print(describeWrite(answer))
  const { sample } = answer
  if (!sample) return
  const shares = Object.entries(sample.flags).map(([name, { changedShare }]) => [
    name,
    `${(100 * changedShare).toFixed(1)} %`,
  ])
  const header = ['flag', `changes for, of ${sample.contexts}`]
  if (shares.length > 0) terminal.print(formatTable(header, shares, terminal.colors))
}

function flagPath(key: string): string {
  return `/flags/${encodeURIComponent(key)}`
}

interface Stage {
  readonly at: string
  readonly weights: Weights
}

function collectStages(text: string, before: readonly Stage[] = []): readonly Stage[] {
  const place = text.lastIndexOf('@')
  if (place < 0) {
    throw new InvalidArgumentError(`${text} is no stage. Write it as on=50@2026-12-01T09:00:00Z.`)
  }
  return [...before, { at: text.slice(place + 1), weights: collectWeights(text.slice(0, place)) }]
}
