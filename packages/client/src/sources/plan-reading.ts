import { backoffMs } from './backoff.ts'
import type { ReadingEnd } from './read-service.ts'

/** What to read next, and when. */
export interface ReadingPlan {
  readonly endpoint: 'stream' | 'snapshot'
  readonly startOver: boolean
  /** In milliseconds, after what the service asked for. */
  readonly delayMs: number
  readonly retryAfterMs?: number | undefined
  /** What the client is told: its connection is gone. */
  readonly lost?: { readonly attempt: number; readonly error: string }
  /** Whether it turned out just now that streams do not get through. */
  readonly isStreamRefused?: boolean
}

/** What a {@link ReadingPlanner} goes by. */
export interface ReadingPlannerOptions {
  readonly pollIntervalMs: number
  readonly now: () => number
  /** Gives numbers from 0 up to, not including, 1. */
  readonly random: () => number
}

/** Decides from the end of one reading about the next one. */
export interface ReadingPlanner {
  /** Notes the first word of a stream. */
  succeed(): void
  plan(end: ReadingEnd): ReadingPlan
}

const BACKOFF = { firstMs: 1000, maxMs: 30_000 }

// So many connections without a word mean that something on the way holds streams back.
const SILENT_CONNECTIONS = 2

// At most so many snapshots are asked for until a stream is tried again.
const MOST_POLLS = 16

/**
 * Creates a planner, for a client whose first reading is a stream.
 *
 * ```
 *            ┌──── failed: full jitter ────┐
 *            ▼                             │
 *         stream ── does not get through ──┴─► snapshot: 1, 2, 4 … 16 times, at intervals
 *            │ ▲ ▲                                │
 *            └─┘ └────── so many, or failed ──────┘
 * ```
 *
 * The longest wait after a failure doubles until a stream has lasted for as long as that: one that breaks whenever it
 * has begun is not asked for at the same pace for ever.
 */
export function createReadingPlanner({ pollIntervalMs, now, random }: ReadingPlannerOptions): ReadingPlanner {
  let attempt = 0
  let silences = 0
  let refusals = 0
  let pollsLeft = 0
  let succeededMs: number | undefined

  function hasLasted(): boolean {
    return succeededMs !== undefined && now() - succeededMs >= backoffMs(attempt, BACKOFF, () => 1)
  }

  /** Counts what speaks against streams. */
  function getsThrough({ isNoStream, isSilent }: ReadingEnd): boolean {
    silences = isSilent ? silences + 1 : 0
    return !isNoStream && silences < (refusals > 0 ? 1 : SILENT_CONNECTIONS)
  }

  return {
    succeed() {
      succeededMs = now()
      silences = 0
      refusals = 0
    },
    plan(end) {
      const { error, startOver = false, retryAfterMs, retryWithinMs } = end
      if (error === undefined) {
        attempt = 0
        pollsLeft -= 1
        const endpoint = pollsLeft > 0 ? 'snapshot' : 'stream'
        return { endpoint, startOver, delayMs: pollIntervalMs * (0.8 + random() * 0.4) }
      }
      attempt = hasLasted() ? 1 : attempt + 1
      succeededMs = undefined
      if (pollsLeft > 0) {
        // A service that does not even give a snapshot says nothing about streams.
        pollsLeft = 0
        refusals = 0
        silences = 0
      } else if (!getsThrough(end)) {
        pollsLeft = Math.min(2 ** refusals, MOST_POLLS)
        refusals += 1
        const plan: ReadingPlan = { endpoint: 'snapshot', startOver, delayMs: 0 }
        if (refusals > 1) return plan
        const instead = `${error}; it is asked for snapshots every ${pollIntervalMs / 1000} s instead`
        return { ...plan, lost: { attempt, error: instead }, isStreamRefused: true }
      }
      const delayMs =
        retryWithinMs === undefined ? backoffMs(attempt, BACKOFF, random) : random() * retryWithinMs
      return { endpoint: 'stream', startOver, delayMs, retryAfterMs, lost: { attempt, error } }
    },
  }
}
