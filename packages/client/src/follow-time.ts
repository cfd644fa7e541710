import type { Clock } from './clock.ts'
import type { OnDiagnostic } from './diagnostic.ts'
import type { StoreInputs } from './flag-store.ts'

/** What {@link followTime} needs of its client. */
export interface FollowTimeOptions {
  readonly clock: Clock
  /** What flags are evaluated from now, `undefined` while the client was not started. */
  inputs(): StoreInputs | undefined
  /** Evaluates these flags again; those that somebody observes are to be noted again. */
  reevaluate(flagKeys: readonly string[]): void
  readonly onDiagnostic: OnDiagnostic | undefined
}

/** Evaluates flags whose rules read the time again when it changes what they give, also on an idle page. */
export interface TimeFollower {
  /**
   * Takes note of a flag that reads the time.
   *
   * @param evaluatedMs the time that its evaluation saw. What changes after it is not missed, however late timers are.
   */
  note(flagKey: string, evaluatedMs: number): void
  /** To be called when the client was started. */
  plan(): void
  stop(): void
}

// A clock that is set and a machine that sleeps stop timers or make them wrong, so that none of them is long.
const LONGEST_WAIT_MS = 60_000

/**
 * Creates a follower with one timer for all flags. It waits for the next change that the source foresees, and where
 * the code for that is not there, for the next second: rules see no shorter time. Where it cannot be loaded, it is asked
 * for again when the network is back.
 */
export function followTime({ clock, inputs, reevaluate, onDiagnostic }: FollowTimeOptions): TimeFollower {
  /** When each flag was evaluated last. */
  const evaluated = new Map<string, number>()
  let isStopped = false
  let isPlanned = false
  let canForesee = true
  let cancel = (): void => undefined

  function planSoon(): void {
    if (!isPlanned) queueMicrotask(plan)
    isPlanned = true
  }

  function plan(): void {
    isPlanned = false
    cancel()
    const { held, context } = inputs() ?? {}
    if (isStopped || !held || !context) return
    const instants = [...evaluated].map(([flagKey, evaluatedMs]) => {
      const atMs = canForesee ? held.view.nextChangeAt?.(flagKey, context, evaluatedMs) : undefined
      if (typeof atMs === 'number') return atMs
      if (atMs === null) return Infinity
      atMs?.then(planSoon, doWithout)
      return evaluatedMs - (evaluatedMs % 1000) + 1000
    })
    const delayMs = Math.min(...instants) - clock.now()
    if (delayMs < Infinity)
      cancel = clock.schedule(evaluateDue, Math.max(0, Math.min(delayMs, LONGEST_WAIT_MS)))
  }

  /** All of them: whether one is due is what its evaluation tells. */
  function evaluateDue(): void {
    const due = [...evaluated.keys()]
    evaluated.clear()
    reevaluate(due)
  }

  function doWithout(error: Error): void {
    if (!canForesee || isStopped) return
    canForesee = false
    const message = `scheduled changes are looked for every second: ${error.message}`
    onDiagnostic?.({ code: 'schedule-unavailable', message })
    const retry = (): void => {
      canForesee = true
      planSoon()
    }
    globalThis.addEventListener?.('online', retry, { once: true })
  }

  return {
    note(flagKey, evaluatedMs) {
      evaluated.set(flagKey, evaluatedMs)
      planSoon()
    },
    plan,
    stop() {
      isStopped = true
      cancel()
    },
  }
}
