import { type AuditEntry, withoutControls } from '@halyard/server'
import { describeEntry } from './describe-write.ts'
import { formatTable, tableWidth } from './format-table.ts'
import { formatUtc } from './format-utc.ts'
import type { Terminal } from './terminal.ts'

const HEADER = ['when (UTC)', 'revision', 'who', 'action', 'what', 'why'] as const

/**
 * Writes audit entries for people: as a table, or, where that is wider than the terminal, each over some lines, so that nothing of
 * what was done is cut.
 *
 * @example
 * formatAudit(entries, terminal)
 * //   when (UTC)           revision   who  action   what                why
 * //   2026-12-01 09:00:00  k3x9q2.17  ada  disable  checkout: disabled  it burns
 */
export function formatAudit(
  entries: readonly AuditEntry[],
  { colors, width }: Pick<Terminal, 'colors' | 'width'>,
): string {
  if (entries.length === 0) return 'Nothing was written so far.'
  const rows = entries.map((entry) => [
    ...[formatUtc(entry.atMs), entry.revision, entry.author, entry.action],
    describeEntry(entry.before, entry.after).join('; '),
    entry.reason,
  ])
  return width === undefined || tableWidth(HEADER, rows) <= width
    ? formatTable(HEADER, rows, colors, width)
    : entries.map((entry) => formatEntry(entry, colors)).join('\n')
}

function formatEntry(
  { atMs, revision, author, action, reason, before, after }: AuditEntry,
  { bold, dim }: Terminal['colors'],
): string {
  const who = withoutControls(author)
  const head = `${dim(formatUtc(atMs))}  ${revision}  ${who}  ${bold(withoutControls(action))}`
  const why = reason && `    ${dim('why:')} ${withoutControls(reason)}`
  return [head, ...describeEntry(before, after).map((change) => `    ${change}`), ...(why ? [why] : [])].join(
    '\n',
  )
}
