import type { FlagReport } from '@halyard/devtools'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { AssignmentGate } from '../frames/assignment-gate.ts'
import { planSheet, type SheetPlan } from '../model/plan-sheet.ts'
import type { SheetState } from '../model/sheet-state.ts'
import { type CellSessions, createCellSessions } from './cell-sessions.ts'

/** What a sheet is drawn from. */
export interface SheetDrawing {
  /** The conversations with the page's frames. */
  readonly sessions: CellSessions
  /** What the page has said of its flags. */
  readonly known: readonly FlagReport[]
  readonly plan: SheetPlan
}

/**
 * Plans the sheet of one page, anew whenever its page tells of other flags. For a component that is drawn anew for every
 * page.
 *
 * @param gate one for all pages of a playground.
 */
export function useSheetPlan(gate: AssignmentGate, state: SheetState): SheetDrawing {
  const [sessions] = useState(() => createCellSessions(state.pageUrl, gate))
  const known = useSyncExternalStore(sessions.subscribe, () => sessions.knownFlags)
  const { flags, personas, viewports, appearances, coverage, view } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: planning takes time, and nothing else of the state matters
  const plan = useMemo(
    () => planSheet(state, known),
    [flags, personas, viewports, appearances, coverage, known],
  )
  // Two pages of which one is scrolled do not lie over each other any more.
  const isMirroring = state.isMirroring || view.kind === 'overlay'
  useEffect(() => sessions.setMirroring(isMirroring), [sessions, isMirroring])
  return { sessions, known, plan }
}
