import type { Flag } from '@halyard/schema'

/** What those who manage a flag are told of it: its `x-management`. */
export interface FlagManagement {
  readonly owner?: string
  readonly description?: string
  readonly tags: readonly string[]
  /** When the flag is expected to be gone: a date, or an instant with its zone, in RFC 3339. */
  readonly expires?: string
}

/**
 * Reads what is known of a flag; what is written otherwise than {@link FlagManagement} says is passed over, because files come from
 * elsewhere, too.
 *
 * @example readManagement(flag).owner // 'shop'
 */
export function readManagement(flag: Flag): FlagManagement {
  const { owner, description, tags, expires } = flag['x-management'] ?? {}
  return {
    ...(typeof owner === 'string' && { owner }),
    ...(typeof description === 'string' && { description }),
    ...(typeof expires === 'string' && isInstant(expires) && { expires }),
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
  }
}

/** Whether a flag is still there after its expected end of life. */
export function isOverdue(flag: Flag, nowMs: number): boolean {
  const { expires } = readManagement(flag)
  return expires !== undefined && Date.parse(expires) <= nowMs
}

/**
 * Whether a text is a date, which begins at midnight UTC, or an instant with its zone. Source: RFC 3339.
 *
 * @example isInstant('2026-12-31') // true
 */
export function isInstant(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/i.test(text) && Date.parse(text) >= 0
  )
}
