import type { Flag } from '@halyard/schema'
import type { Command } from 'commander'
import { describeFlag } from '../describe-flag.ts'
import { isOverdue, readManagement } from '../flag-management.ts'
import { formatFlagTable } from '../flag-table.ts'
import { callManagement } from '../management-client.ts'
import { addManagementOptions, type ManagementCommandOptions } from '../management-options.ts'
import { count } from '../problem-text.ts'
import type { Terminal } from '../terminal.ts'

interface ListOptions extends ManagementCommandOptions {
  readonly archived?: true
  readonly owner?: string
  readonly tag?: string
  readonly overdue?: true
}

interface ListedFlag {
  readonly key: string
  readonly version: string
  readonly flag: Flag
}

interface FlagList {
  readonly flags: readonly ListedFlag[]
}

/** `halyard flag list` and `get`. */
export function addFlagReadCommands(flag: Command, terminal: Terminal): void {
  addManagementOptions(flag.command('list'))
    .summary('list the flags')
    .option('--archived', 'also those that are archived')
    .option('--owner <name>', 'only those of this owner')
    .option('--tag <name>', 'only those with this tag')
    .option('--overdue', 'only those whose expected end of life has passed')
    .action((options: ListOptions) => list(options, terminal))
  addManagementOptions(flag.command('get <key>'))
    .summary('show a flag')
    .action(async (key: string, options: ManagementCommandOptions) => {
      const path = `/flags/${encodeURIComponent(key)}`
      const answer = await callManagement<ListedFlag>(options, { path }, terminal)
      terminal.print(
        options.json ? JSON.stringify(answer) : describeFlag(key, answer.flag, answer.version, terminal),
      )
    })
}

async function list(options: ListOptions, terminal: Terminal): Promise<void> {
  const query = { archived: options.archived && 'true' }
  const answer = await callManagement<FlagList>(options, { path: '/flags', query }, terminal)
  const flags = answer.flags.filter(({ flag }) => isWanted(flag, options, terminal.nowMs()))
  if (options.json) return terminal.print(JSON.stringify({ ...answer, flags }))
  if (flags.length === 0) return terminal.print(emptyText(answer.flags.length))
  const entries = flags.map(({ key, flag }) => [key, flag])
  terminal.print(formatFlagTable({ flags: Object.fromEntries(entries) }, terminal))
}

function isWanted(flag: Flag, { owner, tag, overdue }: ListOptions, nowMs: number): boolean {
  const known = readManagement(flag)
  return (
    (owner === undefined || known.owner === owner) &&
    (tag === undefined || known.tags.includes(tag)) &&
    (overdue === undefined || isOverdue(flag, nowMs))
  )
}

function emptyText(others: number): string {
  return others > 0
    ? `No such flag among ${count(others, 'flag')}. Leave an option away to see more.`
    : 'There are no flags yet. To create one: halyard flag create checkout'
}
