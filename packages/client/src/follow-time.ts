import type { Clock } from './clock.ts'
import type { OnDiagnostic } from './diagnostic.ts'
import type { StoreInputs } from './flag-store.ts'

/** What {@link followTime} needs of its client. */
export interface FollowTimeOptions {
  readonly clock: Clock
  /** What flags are evaluated from now. */
  inputs(): StoreInputs
  /** Evaluates these flags again; those that somebody observes are to be noted again. */
  reevaluate(flagKeys: readonly string[]): void
  readonly onDiagnostic: OnDiagnostic | undefined
}

/** Evaluates flags whose rules read the time again when it changes what they give, also on an idle page. */
export interface TimeFollower {
  /** Takes note of a flag that was evaluated. */
  note(flagKey: string): void
  start(): void
  stop(): void
}

// A clock that is set and a machine that sleeps stop timers or make them wrong, so that none of them is long.
const LONGEST_WAIT_MS = 60_000

/**
 * Creates a follower with one timer for all flags. It waits for the next change that the source foresees, and where
 * the code for that cannot be loaded, for the next second: rules see no shorter time. That code is asked for again when
 * the network is back.
 */
export function followTime({ clock, inputs, reevaluate, onDiagnostic }: FollowTimeOptions): TimeFollower {
  const flagKeys = new Set<string>()
  let isRunning = false
  let isPlanned = false
  let canForesee = true
  let plan = 0
  let cancel = (): void => undefined

  function wakeIn(delayMs: number): void {
    cancel()
    cancel = clock.schedule(() => {
      const due = [...flagKeys]
      flagKeys.clear()
      reevaluate(due)
    }, delayMs)
  }

  function planSoon(): void {
    if (!isRunning || isPlanned || flagKeys.size === 0) return
    isPlanned = true
    queueMicrotask(planNext)
  }

  async function planNext(): Promise<void> {
    isPlanned = false
    if (!isRunning) return
    plan += 1
    const own = plan
    const nowMs = clock.now()
    wakeIn(1000 - (nowMs % 1000))
    const { held, context } = inputs()
    if (!canForesee || !held) return
    try {
      const changes = [...flagKeys].map((flagKey) => held.view.nextChangeAt?.(flagKey, context, nowMs))
      const foreseen = (await Promise.all(changes)).map((atMs) => atMs ?? Number.POSITIVE_INFINITY)
      if (own !== plan || !isRunning) return
      const delayMs = Math.min(...foreseen) - clock.now()
      if (delayMs < Number.POSITIVE_INFINITY) wakeIn(Math.min(Math.max(0, delayMs), LONGEST_WAIT_MS))
      else cancel()
    } catch (error) {
      if (!canForesee) return
      canForesee = false
      const message = `flags that time changes are evaluated every second: ${(error as Error).message}`
      onDiagnostic?.({ code: 'schedule-unavailable', message })
      globalThis.addEventListener?.(
        'online',
        () => {
          canForesee = true
          planSoon()
        },
        { once: true },
      )
    }
  }

  return {
    note(flagKey) {
      if (!inputs().held?.view.readsTime?.(flagKey)) return
      flagKeys.add(flagKey)
      planSoon()
    },
    start() {
      isRunning = true
      planSoon()
    },
    stop() {
      isRunning = false
      cancel()
    },
  }
}
