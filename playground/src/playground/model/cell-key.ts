import type { FrameAssignment } from '@halyard/protocol/overrides'
import type { Appearance } from './appearance.ts'
import type { Cell } from './plan-sheet.ts'
import { viewportKey } from './viewports.ts'

/** What the page in a cell's frame is assigned. The colour scheme is not among it: the frame itself has that. */
export function frameAssignmentOf({ assignment, persona, appearance }: Cell): FrameAssignment {
  return {
    overrides: new Map([...assignment].map(([flagKey, { value }]) => [flagKey, { value }])),
    ...(persona && { context: persona.context }),
    appearance: assignedAppearance(appearance),
  }
}

/**
 * Two cells have the same key when their frames show the same, also in sheets of other axes: a frame that is there
 * already can stay.
 */
export function cellKey(cell: Cell): string {
  const flags = [...cell.assignment].map(([flagKey, { value }]) => [flagKey, value])
  return JSON.stringify([
    flags.toSorted(),
    cell.persona?.context,
    viewportKey(cell.viewport),
    cell.appearance,
  ])
}

function assignedAppearance({
  direction,
  reducedMotion,
  forcedColors,
}: Appearance): NonNullable<FrameAssignment['appearance']> {
  return {
    ...(direction === 'rtl' && { direction }),
    ...(reducedMotion && { reducedMotion }),
    ...(forcedColors && { forcedColors }),
  }
}
