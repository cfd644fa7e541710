import type { OverrideTerms } from '@halyard/devtools'
import type { FlagValue } from '@halyard/schema'
import { type ReadonlySignal, signal } from '@preact/signals'

/** The most steps that can be undone. */
const MAX_STEPS = 100

/** The flag that somebody overrode or reset. */
export interface OverrideTarget {
  readonly connectionId: string
  readonly isTopFrame: boolean
  readonly clientId: string
  readonly flagKey: string
}

/** An override as it was or became. */
export interface OverrideState {
  readonly value: FlagValue
  readonly terms: OverrideTerms
}

/** What happened to one flag; `null` where it is not overridden. */
export interface OverrideEdit {
  readonly target: OverrideTarget
  readonly before: OverrideState | null
  readonly after: OverrideState | null
}

/** What one gesture of a person did, and what undoes it as a whole. */
export type OverrideStep = readonly OverrideEdit[]

/** What was overridden and reset in this panel. */
export interface OverrideHistory {
  readonly canUndo: ReadonlySignal<boolean>
  readonly canRedo: ReadonlySignal<boolean>
  /** Keeps a step. What was undone before it can no longer be redone. */
  record(step: OverrideStep): void
  /** The page did not accept what the last step wanted of this flag, so there is nothing to undo. */
  strike(target: Omit<OverrideTarget, 'isTopFrame'>): void
  /** @returns the step to take back, `null` when there is none. */
  undo(): OverrideStep | null
  /** @returns the step to do again, `null` when there is none. */
  redo(): OverrideStep | null
}

/** Creates a history without any step. */
export function createOverrideHistory(): OverrideHistory {
  const done = signal<readonly OverrideStep[]>([])
  const undone = signal<readonly OverrideStep[]>([])
  const canUndo = signal(false)
  const canRedo = signal(false)

  function keep(nextDone: readonly OverrideStep[], nextUndone: readonly OverrideStep[]): void {
    done.value = nextDone.slice(-MAX_STEPS)
    undone.value = nextUndone
    canUndo.value = nextDone.length > 0
    canRedo.value = nextUndone.length > 0
  }

  return {
    canUndo,
    canRedo,
    record(step) {
      if (step.length > 0) keep([...done.value, step], [])
    },
    strike({ connectionId, clientId, flagKey }) {
      const last = done.value.at(-1)
      const rest = last?.filter(
        ({ target }) =>
          target.connectionId !== connectionId || target.clientId !== clientId || target.flagKey !== flagKey,
      )
      if (rest) keep([...done.value.slice(0, -1), ...(rest.length > 0 ? [rest] : [])], undone.value)
    },
    undo() {
      const step = done.value.at(-1)
      if (!step) return null
      keep(done.value.slice(0, -1), [...undone.value, step])
      return step
    },
    redo() {
      const step = undone.value.at(-1)
      if (!step) return null
      keep([...done.value, step], undone.value.slice(0, -1))
      return step
    },
  }
}
