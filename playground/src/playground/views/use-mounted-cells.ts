import { useState } from 'react'
import { chooseMounted } from '../model/choose-mounted.ts'
import { cellKey } from '../model/frame-name.ts'
import type { Cell } from '../model/plan-sheet.ts'
import { useCellSessions } from './use-cell-sessions.ts'

interface MountedRequest {
  readonly cells: readonly Cell[]
  readonly near: ReadonlySet<string> | undefined
  /** Whether cells out of sight are looked at once as well, to know which look the same. */
  readonly isSurveying: boolean
  /** The only cell that matters now, where one is looked at alone. */
  readonly single: Cell | undefined
}

/** Follows which cells have a frame: see `chooseMounted`. */
export function useMountedCells({ cells, near, isSurveying, single }: MountedRequest): {
  readonly mounted: ReadonlySet<string>
  /** Whether every frame that is wanted is there, and its page at rest. */
  readonly isSettled: boolean
} {
  const sessions = useCellSessions()
  const [mounted, setMounted] = useState<ReadonlySet<string>>(new Set())
  const byKey = new Map(cells.map((cell) => [cellKey(cell), cell]))
  const isDone = (key: string): boolean => {
    const cell = byKey.get(key)
    return cell !== undefined && sessions.isDone(cell)
  }
  const singleKey = single && cellKey(single)
  const isNear = (key: string): boolean =>
    singleKey === undefined
      ? near?.has(key) === true
      : key === singleKey || (mounted.has(key) && near?.has(key) === true)
  const isDue = (key: string): boolean => singleKey === undefined && isSurveying && !isDone(key)
  const keys = [...byKey.keys()]
  const next = chooseMounted({
    keys,
    mounted,
    isNear,
    isDue,
    isLoading: (key) => {
      const cell = byKey.get(key)
      return cell === undefined || sessions.isLoading(cell)
    },
  })
  if (next !== mounted) setMounted(next)
  const isSettled = near !== undefined && keys.every((key) => !(isNear(key) || isDue(key)) || isDone(key))
  return { mounted: next, isSettled }
}
