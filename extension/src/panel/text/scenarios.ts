import type { BugReportWords } from '../model/bug-report.ts'
import type { ScenarioNotice } from '../model/scenario-session.ts'
import { countOf, countText } from './count-text.ts'

/** The words of the Scenarios tab. */
export const SCENARIOS_TEXT = {
  list: 'Scenarios',
  present: 'This page now',
  none: 'Override flags, then keep them here under a name to have the same page again.',
  import: 'Import a file',
  paste: 'Paste',
  pasteTitle: 'Apply the state of a bug report, or of a link',
  pasteHint: 'The whole report, its last part included; or a link with a state in it, or the text of a file.',
  pasteField: 'Bug report, link or file',
  read: 'Read it',
  exportAll: 'Export all',
  dropHint: 'A file can be dropped anywhere on the panel.',
  drop: 'Drop a file of scenarios, a snapshot or a bug report',
  name: 'Name',
  keepTitle: 'Keep as a scenario',
  keep: 'Keep',
  keepContext: 'With its context',
  rename: 'Rename',
  delete: 'Delete',
  export: 'Export as a file',
  undo: 'Undo',
  nothingOverridden: 'No flag is overridden.',
  overrides: 'Overridden',
  context: 'Context',
  note: 'Its sender says',
  plan: 'What it would change',
  planNone: 'Nothing: the page is like this already.',
  becomes: 'becomes',
  served: 'served again',
  unknown: 'not known on this page',
  absent: 'absent',
  fallback: 'fallback',
  fixed: 'left alone: the page’s own code sets it',
  unfit: (wanted: string) => `left alone: this flag holds a ${wanted}`,
  unchanged: (count: number) => `${countOf(count, 'override')} there already.`,
  more: (count: number) => `${countText(count)} more.`,
  withContext: 'Also evaluate for its context',
  noContext: 'This SDK takes no context from the panel, so that only flags are overridden.',
  expires: (when: string) => `What is overridden ends by itself at ${when}, as its sender wanted.`,
  cannotExpire: (when: string) =>
    `Its sender wanted it to end at ${when}. This SDK lets no override end: reset it then.`,
  refused: (why: string) => `This client takes no overrides: ${why}`,
  expired: (when: string) => `Its sender wanted it to end at ${when}, so that it is not applied any more.`,
  apply: 'Apply',
  received: 'From somebody else',
  receivedHint: 'Nothing is applied before you say so.',
} as const

/** The words of sharing. */
export const SHARE_TEXT = {
  title: 'Share as a link',
  how: 'Whoever opens it is asked first. It then holds in their tab alone, until it ends. Their page has to take shares; one that demands signed ones refuses it, as the panel has no key.',
  until: 'Good for',
  spans: ['1 hour', '8 hours', '1 day', '7 days', '30 days'],
  withContext: 'Include the context, for pages that take it',
  note: 'Note for the person who opens it',
  link: 'Link',
  copy: 'Copy link',
  showCode: 'Show QR code',
  hideCode: 'Hide QR code',
  codeAlt: 'QR code of the link',
  codeTooLong: (length: number, most: number) =>
    `The link has ${countText(length)} characters, and a QR code holds ${countText(most)}: leave out the context, or share fewer flags.`,
  ends: (when: string) => `Ends at ${when}.`,
  copied: 'Copied.',
  notCopied: 'The browser did not copy it: select the text and copy it yourself.',
  nothing: 'Nothing to share yet: override a flag first.',
} as const

/** The words around a bug report. */
export const BUG_REPORT_TEXT = {
  title: 'Copy state for a bug report',
  how: 'Every flag with its value, variant and reason, as Markdown; another panel can read it again. Look through what is in it before you post it.',
  withContext: 'Include the context',
  attributes: 'Attributes to include',
  withQuery: 'Include the address’s query and fragment',
  copy: 'Copy report',
  save: 'Save snapshot',
  preview: 'Preview',
  copied: (length: number) =>
    `Copied: ${countText(length)} characters.${
      length > GITHUB_LIMIT
        ? ' Many trackers take no more than 65,536: attach the snapshot as a file instead.'
        : ''
    }`,
} as const

/** The most characters of an issue's text. Source: GitHub's error message, "body is too long (maximum is 65536 characters)". */
const GITHUB_LIMIT = 65_536

/** The words in a bug report. */
export const BUG_REPORT_WORDS: BugReportWords = {
  title: 'State of the feature flags',
  page: 'Page',
  taken: 'Taken',
  client: 'SDK, state, revision',
  browser: 'Browser',
  context: 'Context',
  overridden: 'overridden',
  columns: ['Flag', 'Value', 'Variant', 'Reason', ''],
  part: 'For the Halyard panel: Scenarios, Paste',
  more: (count) => `${countText(count)} more flags are in the part for the panel.`,
}

/** What was done, in a sentence. */
export function noticeText({ kind, what }: ScenarioNotice): string {
  if (kind === 'imported') return `${countOf(Number(what), 'scenario')} imported.`
  return kind === 'applied' ? `“${what}” applied.` : `“${what}” deleted.`
}

/** What a state consists of, on one line. */
export function stateSummary(overrides: number, attributes: number): string {
  return [countOf(overrides, 'override'), ...(attributes > 0 ? [countOf(attributes, 'attribute')] : [])].join(
    ', ',
  )
}
