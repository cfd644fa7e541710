import type { FrameAssignment } from '@halyard/protocol/overrides'
import { listFlags, type PageModel } from './page-model.ts'

/** What of an assignment a page has not taken. */
export interface Unapplied {
  /** Flags that the page knows and whose value is its own. */
  readonly flagKeys: readonly string[]
  /** Whether it evaluates for a context of its own. */
  readonly isContextKept: boolean
}

/** Finds what of an assignment a page has not taken; believes the page, not the assignment. */
export function findUnapplied(
  model: PageModel,
  { overrides, context }: Pick<FrameAssignment, 'overrides' | 'context'>,
): Unapplied {
  const kept = listFlags(model).filter(
    ({ flagKey, reason }) => overrides.has(flagKey) && reason !== 'OVERRIDE',
  )
  return {
    flagKeys: kept.map(({ flagKey }) => flagKey),
    isContextKept: context !== undefined && !model.clients.some(({ contextOverride }) => contextOverride),
  }
}
