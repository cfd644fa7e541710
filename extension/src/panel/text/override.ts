import type { FlagCounts } from '../model/list-rows.ts'
import type { OverrideSpan } from '../model/override-span.ts'
import type { ShapeWarning } from '../model/value-shape.ts'

/** What the panel, the popup and the marker say about overriding. */
export const OVERRIDE_TEXT = {
  title: 'Override',
  where: 'Where',
  until: 'Until',
  tab: 'This tab',
  origin: 'All tabs of this site',
  everyTab: 'all tabs',
  overridden: 'overridden',
  byCode: 'by code',
  untilTime: 'Until when',
  apply: 'Override',
  format: 'Format',
  revert: 'Revert',
  undo: 'Undo',
  redo: 'Redo',
  dismiss: 'Dismiss',
  reset: 'Reset',
  resetAll: 'Reset all',
  markerSwitch: 'Mark the page',
  markerHint: 'Shows a marker in the corner of every page of this site on which a flag is overridden.',
  notKept:
    'This page has no storage that lasts, as in a sandboxed frame: an override holds until the next reload.',
  fixed: 'The page’s own code overrides this flag, and nobody else can change it.',
  applyHint: 'Ctrl or ⌘ and Enter',
  markerList: 'Overridden flags',
  loadingEditor: 'Loading the editor…',
  editorFailed: 'The editor could not be loaded. Close DevTools and open it again.',
} as const

/** The spans in the order in which they are offered. A time of the reader's own comes last. */
export const SPAN_TEXT: readonly (readonly [Exclude<OverrideSpan, number> | 'time', string])[] = [
  ['reset', 'I reset it'],
  ['quarter', '15 minutes from now'],
  ['hour', '1 hour from now'],
  ['tonight', 'tonight, 24:00'],
  ['time', 'a time of my own…'],
]

/** What the popup of the toolbar icon says. */
export const POPUP_TEXT = {
  nothing: 'No flag is overridden in this tab.',
  unreachable: 'This page cannot be looked into: reload it, or it belongs to the browser itself.',
  hint: 'Open DevTools and choose Flags to see and override the flags of this page.',
  kept: 'Kept by this site; no client on this page says that it uses them. Effective again when one reads them.',
  forget: 'Forget them',
} as const

/** @example overriddenText(2) // '2 flags overridden' */
export function overriddenText(count: number): string {
  return `${flags(count)} overridden`
}

/** What a button is called that resets one flag. */
export function resetLabel(flagKey: string): string {
  return `Reset ${flagKey}`
}

/** Who overrides a flag, as a heading. */
export function overriddenBy(scope: string | undefined): string {
  if (scope === 'origin') return 'Overridden by you, in all tabs of this site'
  if (scope === 'share') return 'Overridden by a share that you took'
  if (scope === 'frame') return 'Overridden by the page around this frame'
  return scope === undefined || scope === 'tab' ? 'Overridden by you, in this tab' : 'Overridden by you'
}

/** What is odd about a value, beside those of the other variants. */
export function shapeText({ kind, name, types }: ShapeWarning): string {
  if (kind === 'missing') return `${name} is missing: every variant has it (${types.join(' or ')}).`
  if (kind === 'type') return `${name} is of another type: the variants have ${types.join(' or ')} there.`
  return `${name} is in none of the variants.`
}

/** What the banner says beside the count of overridden flags. */
export function termsText({ overridden, shared, ending, passing }: FlagCounts): string {
  const parts = [
    shared > 0
      ? shared === overridden
        ? 'in all tabs of the site'
        : `${shared} in all tabs of the site`
      : 'in this tab',
    passing === overridden
      ? 'until the next reload'
      : ending > 0
        ? ending === overridden
          ? 'for a while'
          : `${ending} for a while`
        : `until you reset ${overridden === 1 ? 'it' : 'them'}`,
  ]
  return parts.join(', ')
}

/** What happened, in a notice that may offer to take it back. */
export function doneText(kind: 'reset' | 'undone' | 'redone', count: number): string {
  if (kind === 'reset') return `Reset ${flags(count)}`
  return kind === 'undone' ? `Undone for ${flags(count)}` : `Done again for ${flags(count)}`
}

/** Follows the key of a flag, where the refusal is about one. */
export function refusedText(flagKey: string): string {
  return flagKey === '' ? 'Nothing was reset:' : 'was not changed:'
}

/** @param left as in '14 min'. */
export function leftText(left: string): string {
  return `${left} left`
}

function flags(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'flag' : 'flags'}`
}
