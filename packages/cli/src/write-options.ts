import type { Command } from 'commander'
import { describeWrite, revisionBefore, type WriteAnswer } from './describe-write.ts'
import { formatTable } from './format-table.ts'
import { callManagement, type ManagementCall } from './management-client.ts'
import { addManagementOptions, type ManagementCommandOptions } from './management-options.ts'
import type { Terminal } from './terminal.ts'

/** How a command writes, as the command line says it. */
export interface WriteOptions extends ManagementCommandOptions {
  readonly reason?: string
  readonly dryRun?: true
  readonly ifMatch?: string
}

/** Gives a command the options of {@link WriteOptions}, besides those that say which service it asks. */
export function addWriteOptions(command: Command): Command {
  return command
    .option('--reason <text>', 'why, for the audit log')
    .option('--dry-run', 'change nothing, and say what would change')
    .option('--if-match <revision>', 'change nothing if somebody changed the same after this revision')
}

/** Gives a command the options of {@link WriteOptions}, all of them. */
export function addManagedWriteOptions(command: Command): Command {
  return addWriteOptions(addManagementOptions(command))
}

/**
 * Writes, or tries what a write would do, and prints that.
 *
 * @param undo the command that takes back what is written, up to the revision that it ends with; none is told where it is not known.
 * @throws Refusal when the service says no.
 * @example await write({ path: '/flags/checkout/disable', body: {} }, 'halyard flag rollback checkout', options, terminal)
 */
export async function write(
  { body, ...call }: Pick<ManagementCall, 'method' | 'path'> & { readonly body: object },
  undo: string | undefined,
  options: WriteOptions,
  terminal: Terminal,
): Promise<void> {
  const { reason, dryRun, ifMatch, json } = options
  const whole = { ...call, query: { dryRun: dryRun && 'true' }, body: { ...body, reason }, ifMatch }
  const doing = dryRun ? 'Trying it on made-up visitors' : 'Writing'
  const answer = await terminal.waitFor(doing, callManagement<WriteAnswer>(options, whole, terminal))
  if (json) return terminal.print(JSON.stringify(answer))
  const { colors } = terminal
  terminal.print(describeWrite(answer))
  if (answer.entry && undo) {
    terminal.print(colors.dim(`To take it back: ${undo} ${revisionBefore(answer.entry.revision)}`))
  }
  if (answer.sample) tellShares(answer.sample, terminal)
}

function tellShares(
  { contexts, flags }: NonNullable<WriteAnswer['sample']>,
  { print, colors, width }: Terminal,
): void {
  const shares = Object.entries(flags).map(([name, { changedShare }]) => [
    name,
    `${(100 * changedShare).toFixed(1)} %`,
  ])
  if (shares.length > 0) {
    print(formatTable(['flag', `changes for, of ${contexts} visitors`], shares, colors, width))
  }
}
