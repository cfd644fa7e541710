import type { Difference } from '../model/compare-outcomes.ts'
import type { CompareFilter } from '../model/compare-session.ts'
import { countText } from './count-text.ts'

/** The words of the Compare tab. */
export const COMPARE_TEXT = {
  title: 'Compare this page',
  with: 'Compare with',
  choose: 'Choose a snapshot…',
  notKept: (name: string) => `${name} (not kept)`,
  file: 'Open a file',
  paste: 'Paste',
  pasteField: 'Bug report, snapshot or file of flags',
  pasteHint: 'A bug report to its end, a snapshot, or a file of flags.',
  read: 'Compare',
  keep: 'Keep a snapshot',
  keepHint: 'Takes down what every flag gives here and now',
  delete: (name: string) => `Delete the snapshot ${name}`,
  deleted: (name: string) => `The snapshot “${name}” is deleted.`,
  undo: 'Undo',
  drop: 'Drop a snapshot, a bug report or a file of flags',
  table: 'Flags of both sides',
  flag: 'Flag',
  here: 'This page',
  there: 'The other',
  difference: 'Difference',
  search: 'Find flags',
  show: 'Show',
  copy: 'Copy as a table',
  copied: 'Copied.',
  notCopied: 'The browser did not copy it.',
  same: 'Nothing differs: both sides give the same for every flag.',
  noneFound: 'No flag is like that.',
  absent: 'not there',
  fallback: 'fallback',
  counts: (shown: number, all: number) => `${countText(shown)} of ${countText(all)} flags`,
  evaluatedHere: (name: string) =>
    `${name}: evaluated in this panel for this page’s context. Nothing is fetched, and nothing is sent.`,
  empty: 'Compare this page with another time, another person’s, or another environment',
  ways: [
    'Another time: keep a snapshot now, and compare with it later.',
    'Another environment, as its own client answers there: open its page, keep a snapshot in this tab of its DevTools, and choose it here.',
    'Another environment, from its flags: give the address of its flag service or of a file of flags, or open or drop the file. The flags are evaluated for the context of this page.',
    'Somebody else’s page: paste the bug report, or open the snapshot, that they sent.',
  ],
  emptyMore: 'Of an address the panel reads the flags, and sends it nothing of this page.',
} as const

/** The name that a snapshot gets. */
export function snapshotName(host: string, when: string): string {
  return `${host || 'page'}, ${when}`
}

/** The words for each kind of difference. */
export const DIFFERENCE_WORDS: { readonly [Kind in Difference]: string } = {
  value: 'value',
  variant: 'variant',
  reason: 'reason',
  'only-here': 'only here',
  'only-there': 'only there',
  none: 'same',
}

/** The words for each choice of what is listed. */
export const FILTER_WORDS: { readonly [Filter in CompareFilter]: string } = {
  different: 'All differences',
  value: 'Other value',
  variant: 'Same value, other variant',
  reason: 'Other reason alone',
  'only-here': 'Only here',
  'only-there': 'Only there',
  all: 'All flags',
}
