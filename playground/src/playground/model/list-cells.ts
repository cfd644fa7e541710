import type { FlagReport } from '@halyard/devtools'
import { formatFrameName } from '@halyard/protocol/overrides'
import type { FlagValue } from '@halyard/schema'

/** One preview of the sheet: the page with one assignment of values. */
export interface Cell {
  /** Unique in the sheet, and the same as long as the cell shows the same variation. */
  readonly id: string
  /** The variant that is shown; absent for the page as it is served. */
  readonly variant?: string
  readonly value?: FlagValue
  /** The name that the frame must have before it loads, so that its client finds the assignment. */
  readonly frameName: string
}

/** The page as it is served: its frame tells which flags there are, so it is always the first one. */
export const SERVED_CELL: Cell = { id: 'served', frameName: formatFrameName({ overrides: new Map() }) }

/**
 * Lists the previews that show one flag: the page as it is served, and one for each variation.
 *
 * @param flag as the served page reports it; `undefined` while it is not known.
 */
export function listCells(flag: FlagReport | undefined): readonly Cell[] {
  if (!flag) return [SERVED_CELL]
  const variants = flag.variants ?? (flag.type === 'boolean' ? { on: true, off: false } : {})
  const variations = Object.entries(variants).map(([variant, value]) => ({
    id: `variant:${variant}`,
    variant,
    value,
    frameName: formatFrameName({ overrides: new Map([[flag.flagKey, { value }]]) }),
  }))
  return [SERVED_CELL, ...variations]
}
