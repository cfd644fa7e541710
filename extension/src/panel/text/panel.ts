import { countOf, countText } from './count-text.ts'

/** What stands around the views. */
export const PANEL_TEXT = {
  views: 'Views',
  flags: 'Flags',
  context: 'Context',
  timeline: 'Timeline',
  scenarios: 'Scenarios',
  compare: 'Compare',
  listWidth: 'Width of the list',
  dismiss: 'Dismiss',
  flagCount: (all: number, read: number) => `${countOf(all, 'flag')}, ${countText(read)} read on this page`,
  overridden: (count: number) => `${countOf(count, 'flag')} overridden by you`,
  leftOut: (count: number, most: number) =>
    `${countText(count)} more not shown: the panel keeps ${countText(most)} per client`,
  skipped: (count: number) =>
    `${countOf(count, 'event')} skipped: the page tells more than the panel can show`,
  skippedHint: 'What is shown is up to date. The timeline has gaps.',
  clients: (count: number) => countOf(count, 'client'),
  revision: (revision: string) => `revision ${revision}`,
} as const
