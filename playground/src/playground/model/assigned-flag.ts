import { listFlags, type PageModel } from '../frames/page-model.ts'
import { checkCell } from './check-cell.ts'
import { AS_SERVED } from './coverage.ts'
import { formatFlagValue } from './format-flag-value.ts'
import type { Cell } from './plan-sheet.ts'
import { levelName, type SheetAxis } from './sheet-axes.ts'

/**
 * How a flag of a cell stands:
 * - `waiting`: the page has not told of it yet.
 * - `taken`: the page gives what was assigned.
 * - `refused`: it gives something else.
 * - `served`: nothing was assigned.
 */
export type AssignedFlagState = 'waiting' | 'taken' | 'refused' | 'served'

/** What a cell has of one flag of its sheet. */
export interface AssignedFlag {
  readonly flagKey: string
  /** What it is assigned, in words; as it is served where it is not. */
  readonly level: string
  readonly state: AssignedFlagState
  /** What the page gives, as it would stand in code; absent where nothing is known of it. */
  readonly value?: string
  readonly reason?: string
}

/**
 * Compares what a cell is assigned with what its page reports, for each flag of the sheet.
 *
 * @param model what the page says, `undefined` while it does not.
 * @example assignedFlags(cell, plan.axes, model) // [{ flagKey: 'hero', level: 'bold', state: 'taken', value: '"full-bleed"', reason: 'OVERRIDE' }]
 */
export function assignedFlags(
  cell: Cell,
  axes: readonly SheetAxis[],
  model: PageModel | undefined,
): readonly AssignedFlag[] {
  const told = new Map((model ? listFlags(model) : []).map((flag) => [flag.flagKey, flag]))
  const wrong = new Set((model ? checkCell({ ...cell, persona: null }, model) : []).map(({ name }) => name))
  return axes.flatMap((axis, place) => {
    if (axis.kind !== 'flag') return []
    const { name: flagKey } = axis
    const report = told.get(flagKey)
    const verdict = !model ? 'waiting' : wrong.has(flagKey) ? 'refused' : 'taken'
    return [
      {
        flagKey,
        level: levelName(axis, cell.row[place] ?? AS_SERVED),
        state: cell.assignment.has(flagKey) ? verdict : 'served',
        ...(report?.value !== undefined && { value: formatFlagValue(report.value) }),
        ...(report && { reason: report.reason }),
      },
    ]
  })
}
