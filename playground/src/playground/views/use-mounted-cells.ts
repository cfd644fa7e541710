import { useState } from 'react'
import { cellKey } from '../model/cell-key.ts'
import { chooseMounted } from '../model/choose-mounted.ts'
import type { Cell } from '../model/plan-sheet.ts'
import { useCellSessions } from './use-cell-sessions.ts'

interface MountedRequest {
  readonly cells: readonly Cell[]
  /** Those of them that have a place of their own, and are not folded away. */
  readonly placed: readonly Cell[]
  /** By key, whether a cell is in sight, where that is known. */
  readonly near: ReadonlyMap<string, boolean>
  /** Whether cells out of sight are looked at once as well, to know which look the same. */
  readonly isSurveying: boolean
  /** The only cell that matters now, where one is looked at alone. */
  readonly single: Cell | undefined
}

/** Follows which cells have a frame: see `chooseMounted`. */
export function useMountedCells({ cells, placed, near, isSurveying, single }: MountedRequest): {
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
  const placedKeys = new Set(placed.map(cellKey))
  const isInSight = (key: string): boolean => near.get(key) === true && placedKeys.has(key)
  const isNear = (key: string): boolean =>
    singleKey === undefined ? isInSight(key) : key === singleKey || (mounted.has(key) && isInSight(key))
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
  const isKnown = (key: string): boolean => single !== undefined || !placedKeys.has(key) || near.has(key)
  const isSettled = keys.every((key) => isKnown(key) && (isDone(key) || !(isNear(key) || isDue(key))))
  return { mounted: next, isSettled }
}
