import type { Trigger } from '@halyard/server'
import { collectWeights, type Weights } from '../collect-weights.ts'
import { describeWrite, type WriteAnswer } from '../describe-write.ts'
import { formatTable } from '../format-table.ts'
import { formatUtc } from '../format-utc.ts'
import { callManagement, serviceUrl } from '../management-client.ts'
import { addManagementOptions, type ManagementCommandOptions } from '../management-options.ts'
import { parseJsonObject } from '../parse-json-object.ts'
import { readInstant } from '../read-instant.ts'
import type { Terminal } from '../terminal.ts'
import type { AddCommand } from './add-command.ts'

interface CreateOptions extends ManagementCommandOptions {
  readonly name?: string
  readonly input?: object
  readonly reason?: string
  readonly expires?: string
  readonly dryRun?: true
}

/** A trigger as a running service tells of it. */
type ListedTrigger = Omit<Trigger, 'environment'>

interface CreatedTrigger extends WriteAnswer {
  readonly trigger: ListedTrigger
  readonly path: string
}

/** `halyard trigger`: addresses that change a flag, for buttons and alert hooks. */
export const addTriggerCommand: AddCommand = (program, terminal) => {
  const trigger = program
    .command('trigger')
    .summary('addresses that change a flag, for buttons and alert hooks')
    .description(
      'Makes and revokes triggers of a running service: addresses that make one prepared change each, for whoever sends POST there. Those of `halyard serve` stay in its database, those of `halyard dev --write` go with the process.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ halyard trigger create checkout disable --reason "error rate above 2 %"
  $ halyard trigger create checkout rollout on=10 --expires 2026-12-31T00:00:00Z
  $ halyard trigger revoke checkout-disable`,
    )
  addManagementOptions(trigger.command('create <key> <intent>'))
    .summary('make a trigger, and print its address once')
    .description('An intent is what halyard flag does: enable, disable, rollout, and so on.')
    .argument('[weights...]', 'of a rollout: variant=percent', collectWeights)
    .option('--name <name>', 'what the audit log calls it (default: <key>-<intent>)')
    .option('--input <json>', 'what another intent takes, as in the management API', parseJsonObject)
    .option('--reason <text>', 'why, for the audit log')
    .option('--expires <instant>', 'from when on it does nothing, such as 2026-12-31T00:00:00Z, or +14d')
    .option('--dry-run', 'make none, and say what it would change')
    // where there are no weights, the list of them is empty
    .action((key: string, intent: string, weights: Weights | readonly never[], options: CreateOptions) => {
      const { input = Object.keys(weights).length > 0 ? { weights } : undefined } = options
      return create({ flagKey: key, intent, input }, options, terminal)
    })
  addManagementOptions(trigger.command('list'))
    .summary('list the triggers')
    .action((options: ManagementCommandOptions) => list(options, terminal))
  addManagementOptions(trigger.command('revoke <name>'))
    .summary('let the address of a trigger lead nowhere, at once')
    .action(async (name: string, options: ManagementCommandOptions) => {
      const call = { method: 'DELETE', path: `/triggers/${encodeURIComponent(name)}` } as const
      const answer = await callManagement(options, call, terminal)
      terminal.print(options.json ? JSON.stringify(answer) : `${name} does nothing any more.`)
    })
}

async function create(
  change: { readonly flagKey: string; readonly intent: string; readonly input: object | undefined },
  options: CreateOptions,
  terminal: Terminal,
): Promise<void> {
  const { name = `${change.flagKey}-${change.intent}`, reason, expires, dryRun, json } = options
  const expiresAt = expires && readInstant(expires, terminal.nowMs())
  const call = {
    path: '/triggers',
    query: { dryRun: dryRun && 'true' },
    body: { ...change, name, reason, expiresAt },
  }
  const answer = await callManagement<CreatedTrigger>(options, call, terminal)
  if (dryRun) return terminal.print(json ? JSON.stringify(answer) : describeWrite(answer))
  const url = new URL(answer.path, serviceUrl(options, terminal)).href
  terminal.print(
    json
      ? JSON.stringify({ ...answer, url })
      : `${terminal.colors.bold(url)}\nThis is shown once; only its hash is kept. To use it: curl -X POST <address>`,
  )
}

async function list(options: ManagementCommandOptions, terminal: Terminal): Promise<void> {
  const answer = await callManagement<{ readonly triggers: readonly ListedTrigger[] }>(
    options,
    { path: '/triggers' },
    terminal,
  )
  if (options.json) return terminal.print(JSON.stringify(answer))
  const rows = answer.triggers.map((trigger) => [
    trigger.name,
    trigger.flagKey,
    [trigger.intent, ...Object.values(trigger.input).map((part) => JSON.stringify(part))].join(' '),
    String(trigger.useCount),
    formatUtc(trigger.lastUsedAtMs),
    formatUtc(trigger.expiresAtMs),
    trigger.createdBy,
    trigger.reason,
  ])
  const header = ['name', 'flag', 'does', 'used', 'last (UTC)', 'expires (UTC)', 'made by', 'why']
  terminal.print(formatTable(header, rows, terminal.colors, terminal.width))
}
