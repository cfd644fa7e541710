import { backoffMs } from './backoff.ts'
import type { ReadingEnd } from './read-service.ts'

/** What to do after a reading has ended. */
export interface ReadingPlan {
  /** How many readings in a row have failed, this one included. */
  readonly attempt: number
  /** How many snapshots to ask for before the stream is tried again; 0 where streams get through, as far as is known. */
  readonly polls: number
  /** How long to wait for the stream where nothing is polled, in milliseconds, after what the service asked for. */
  readonly delayMs: number
}

/** Decides from the end of one reading about the next one. */
export interface ReadingPlanner {
  /** Notes the first word of a stream. */
  succeed(): void
  /** Notes that all snapshots of a plan were had. */
  polled(): void
  /** @param wasPoll whether what ended was not a stream but a snapshot, which says nothing about streams. */
  plan(end: ReadingEnd, wasPoll?: boolean): ReadingPlan
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
 *
 * @param now the time, in milliseconds since any instant.
 * @param random gives numbers from 0 up to, not including, 1.
 */
export function createReadingPlanner(now: () => number, random: () => number): ReadingPlanner {
  let attempt = 0
  let silences = 0
  let refusals = 0
  let succeededMs = Infinity

  return {
    succeed() {
      succeededMs = now()
      silences = 0
      refusals = 0
    },
    polled() {
      attempt = 0
    },
    plan({ isNoStream, isSilent, retryWithinMs }, wasPoll) {
      const hasLasted = now() - succeededMs >= backoffMs(attempt, BACKOFF, () => 1)
      attempt = hasLasted ? 1 : attempt + 1
      succeededMs = Infinity
      silences = isSilent ? silences + 1 : 0
      let polls = 0
      if (wasPoll) {
        // A service that does not even give a snapshot says nothing about streams.
        silences = 0
        refusals = 0
      } else if (isNoStream || silences >= (refusals ? 1 : SILENT_CONNECTIONS)) {
        polls = Math.min(2 ** refusals, MOST_POLLS)
        refusals += 1
      }
      const delayMs = retryWithinMs ? random() * retryWithinMs : backoffMs(attempt, BACKOFF, random)
      return { attempt, polls, delayMs }
    },
  }
}
