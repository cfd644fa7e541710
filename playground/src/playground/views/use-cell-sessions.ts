import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import type { CellSession } from '../frames/cell-session.ts'
import { cellKey } from '../model/cell-key.ts'
import type { Cell } from '../model/plan-sheet.ts'
import type { CellRecord, CellSessions } from './cell-sessions.ts'

/** The conversations of the page in view, for everything that draws cells. */
export const CellSessionsContext = createContext<CellSessions | undefined>(undefined)

/**
 * The conversations of the page in view.
 *
 * @throws Error outside of a `CellSessionsContext`.
 */
export function useCellSessions(): CellSessions {
  const sessions = useContext(CellSessionsContext)
  if (!sessions) throw new Error('Cells are drawn in a CellSessionsContext, which knows their conversations.')
  return sessions
}

/** What is known of a cell, also while it has no frame. */
export function useCellRecord(cell: Cell): CellRecord {
  const sessions = useCellSessions()
  return useSyncExternalStore(sessions.subscribe, () => sessions.recordOf(cell))
}

/**
 * Speaks with the frame of a cell as long as the component that calls it is mounted: that component draws the frame,
 * with `CellFrame`.
 *
 * @returns `undefined` until the component is mounted.
 */
export function useCellSession(cell: Cell): CellSession | undefined {
  const sessions = useCellSessions()
  const [session, setSession] = useState<CellSession>()
  const key = cellKey(cell)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a cell is another one when its key is
  useEffect(() => {
    const opened = sessions.open(cell)
    setSession(opened)
    return () => opened.close()
  }, [sessions, key])
  return session
}
