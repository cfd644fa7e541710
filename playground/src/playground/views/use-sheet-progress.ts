import { useSyncExternalStore } from 'react'
import type { Cell } from '../model/plan-sheet.ts'
import { useCellSessions } from './use-cell-sessions.ts'

/** How far the cells of a sheet have come. */
export interface SheetProgress {
  /** How many are settled or failed. */
  readonly done: number
  /** Whether all are. */
  readonly isSettled: boolean
}

/** Follows how many of some cells have settled. */
export function useSheetProgress(cells: readonly Cell[]): SheetProgress {
  const sessions = useCellSessions()
  const done = useSyncExternalStore(
    sessions.subscribe,
    () => cells.filter((cell) => ['settled', 'failed'].includes(sessions.recordOf(cell).status)).length,
  )
  return { done, isSettled: done === cells.length }
}
