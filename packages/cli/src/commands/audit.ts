import type { AuditEntry } from '@halyard/server'
import { formatAudit } from '../format-audit.ts'
import { callManagement } from '../management-client.ts'
import { addManagementOptions, type ManagementCommandOptions } from '../management-options.ts'
import type { AddCommand } from './add-command.ts'

interface AuditOptions extends ManagementCommandOptions {
  readonly flag?: string
  readonly limit?: string
  readonly before?: string
}

/** `halyard audit`: who changed what, when, and why. */
export const addAuditCommand: AddCommand = (program, terminal) => {
  addManagementOptions(program.command('audit'))
    .summary('who changed what, when, and why')
    .description(
      'Lists what was written, the newest first. With --json, the entries hold what they changed in full.',
    )
    .option('--flag <key>', 'only what changed this flag')
    .option('--limit <count>', 'how many entries, 1000 at most (default: 100)')
    .option('--before <number>', 'only entries before this change count, for the next page')
    .addHelpText(
      'after',
      `
Examples:
  $ halyard audit --flag checkout
  $ halyard audit --json > audit.json`,
    )
    .action(async ({ flag, limit, before, ...options }: AuditOptions) => {
      const { entries } = await callManagement<{ readonly entries: readonly AuditEntry[] }>(
        options,
        { path: '/audit', query: { flag, limit, before } },
        terminal,
      )
      if (options.json) return terminal.print(JSON.stringify(entries))
      terminal.print(formatAudit(entries, terminal))
    })
}
