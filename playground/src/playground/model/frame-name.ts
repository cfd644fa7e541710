import { FRAME_NAME_PREFIX, formatOverrides } from '@halyard/protocol/overrides'
import type { Cell } from './plan-sheet.ts'
import { viewportKey } from './viewports.ts'

/** The name of a cell's frame, in which the client of the page finds what it is assigned; `''` for nothing. */
export function frameNameOf({ assignment }: Cell): string {
  if (assignment.size === 0) return ''
  return (
    FRAME_NAME_PREFIX + formatOverrides(new Map([...assignment].map(([key, { value }]) => [key, { value }])))
  )
}

/**
 * Two cells have the same key when their frames show the same, also in sheets of other axes: a frame that is there
 * already can stay.
 */
export function cellKey(cell: Cell): string {
  return JSON.stringify([frameNameOf(cell), viewportKey(cell.viewport), cell.appearance])
}
