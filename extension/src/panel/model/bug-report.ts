import type { FlagOutcome, PageSnapshot } from './page-snapshot.ts'
import { writeSnapshot } from './snapshot-format.ts'
import { clipText, valueText } from './value-text.ts'

/** The most flags that a report lists for people; the part for the panel has all of them. */
export const MAX_LISTED_FLAGS = 300

/** How a report calls its parts. */
export interface BugReportWords {
  readonly title: string
  readonly page: string
  readonly taken: string
  readonly client: string
  readonly browser: string
  readonly context: string
  readonly overridden: string
  readonly columns: readonly [string, string, string, string, string]
  readonly part: string
  more(count: number): string
}

/**
 * Writes a snapshot as Markdown: what a developer reads first, then the line from which a panel reads it again.
 *
 * @throws what `encodeShare` throws, where there is too much to be shared.
 */
export function writeBugReport(snapshot: PageSnapshot, words: BugReportWords): string {
  const { url, takenAtMs, sdk, state, revision, userAgent, share, flags } = snapshot
  const isOverridden = (flagKey: string) => share.overrides.has(flagKey)
  const keys = [...flags.keys()].sort((a, b) => Number(isOverridden(b)) - Number(isOverridden(a)))
  const client = [sdk, state, ...(revision === undefined ? [] : [revision])].map((part) => code(part))
  const facts = [
    `- **${words.page}**: ${code(url, 2_000)}`,
    `- **${words.taken}**: ${new Date(takenAtMs).toISOString()}`,
    `- **${words.client}**: ${client.join(', ')}`,
    `- **${words.browser}**: ${code(userAgent, 500)}`,
  ]
  const rows = keys.slice(0, MAX_LISTED_FLAGS).map((flagKey) => {
    const { value, variant, reason } = flags.get(flagKey) as FlagOutcome
    const cells = [code(flagKey), code(valueText(value)), code(variant ?? ''), code(reason)]
    return row([...cells, isOverridden(flagKey) ? words.overridden : ''])
  })
  const leftOut = keys.length - rows.length
  return [
    `## ${words.title}`,
    '',
    ...facts,
    '',
    row(words.columns),
    row(words.columns.map(() => '---')),
    ...rows,
    ...(leftOut > 0 ? ['', words.more(leftOut)] : []),
    ...(share.context ? ['', `**${words.context}**`, '', fence(JSON.stringify(share.context, null, 2))] : []),
    '',
    `<details><summary>${words.part}</summary>`,
    '',
    fence(JSON.stringify(writeSnapshot(snapshot))),
    '',
    '</details>',
    '',
  ].join('\n')
}

/** Writes a row of a table. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** Writes a text of anybody in a cell or a line of Markdown, as code that no markup can end. */
export function code(text: string, maxLength = 200): string {
  if (text === '') return ''
  const line = clipText(text, maxLength).replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const ticks = '`'.repeat(longest + 1)
  return longest > 0 ? `${ticks} ${line} ${ticks}` : `${ticks}${line}${ticks}`
}

/** JSON has no line that begins with a fence: its line breaks are its own. */
function fence(json: string): string {
  return `\`\`\`json\n${json}\n\`\`\``
}
