import type { EffectSide, FlagEffect } from '@halyard/devtools'
import type { FlagValue } from '@halyard/schema'
import { type ReadonlySignal, signal } from '@preact/signals'
import type { FlagRow } from './list-rows.ts'

/**
 * How far the comparison of two values of a flag is.
 *
 * ```
 *  idle ── find ──► running ──► shown ── end ──► idle
 *    ▲                 │
 *    └── end ── failed ◄┘
 * ```
 */
export type EffectState =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly value: FlagValue }
  | { readonly status: 'failed'; readonly message: string }
  | {
      readonly status: 'shown'
      readonly effect: FlagEffect
      readonly value: FlagValue
      readonly side: EffectSide
      /** The entry that the page has scrolled to; -1 for none. */
      readonly entryIndex: number
    }

/** Finds out what a flag changes on its page. */
export interface EffectSession {
  readonly state: ReadonlySignal<EffectState>
  find(value: FlagValue): Promise<void>
  /** Shows the value that the page had, or the other one. */
  showSide(side: EffectSide): void
  /** Has the page scroll to an entry. */
  showEntry(entryIndex: number): void
  /** Has the page put everything back. */
  end(): void
}

/** Begins nothing yet. */
export function createEffectSession({ document, client, flag }: FlagRow): EffectSession {
  const state = signal<EffectState>({ status: 'idle' })
  let attempt = 0

  function fail(error: unknown): void {
    state.value = { status: 'failed', message: (error as Error).message }
  }

  async function find(value: FlagValue): Promise<void> {
    attempt += 1
    const own = attempt
    state.value = { status: 'running', value }
    try {
      const { clientId } = client
      const effect = await document.request(null, 'find-effect', { clientId, flagKey: flag.flagKey, value })
      if (own === attempt) state.value = { status: 'shown', effect, value, side: 'after', entryIndex: -1 }
    } catch (error) {
      if (own === attempt) fail(error)
    }
  }

  function show(changes: { readonly side?: EffectSide; readonly entryIndex?: number }): void {
    const { value: before } = state
    if (before.status !== 'shown') return
    const next = { ...before, ...changes }
    state.value = next
    const entryId = next.effect.entries[next.entryIndex]?.id ?? null
    document.request(null, 'show-effect', { side: next.side, entryId }).catch(fail)
  }

  return {
    state,
    find,
    showSide: (side) => show({ side }),
    showEntry: (entryIndex) => show({ entryIndex }),
    end() {
      attempt += 1
      const { status } = state.value
      state.value = { status: 'idle' }
      // A page that is gone has nothing to put back.
      if (status !== 'idle') document.request(null, 'end-effect', {}).catch(() => undefined)
    },
  }
}
