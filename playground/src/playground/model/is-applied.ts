import type { FrameInspection } from '../frames/frame-inspector.ts'
import { listFlags } from '../frames/page-model.ts'
import type { Cell } from './list-cells.ts'

/**
 * Whether the page in a cell's frame shows the value that was assigned to it.
 *
 * @returns `undefined` while that is not known, and for the page as it is served, which has no assignment.
 */
export function isApplied(
  inspection: FrameInspection,
  cell: Cell,
  flagKey: string | undefined,
): boolean | undefined {
  if (cell.value === undefined || inspection.status !== 'open') return undefined
  const flag = listFlags(inspection.model).find((candidate) => candidate.flagKey === flagKey)
  return flag && flag.reason === 'OVERRIDE'
}
