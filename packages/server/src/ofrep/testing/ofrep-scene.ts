import type { FlagSet } from '@halyard/schema'
import { onTestFinished } from 'vitest'
import { createFlagService, type FlagServiceOptions } from '../../flag-service.ts'
import { createMemoryStore } from '../../memory-store.ts'
import { createManualTimers } from '../../testing/manual-timers.ts'

const ON_OFF = { state: 'ENABLED', variants: { on: true, off: false } } as const

/** One flag for each way in which an evaluation can end. */
export const EVERY_OUTCOME: FlagSet = {
  flags: {
    static: { ...ON_OFF, defaultVariant: 'on', metadata: { owner: 'web', weight: 2 } },
    targeted: {
      state: 'ENABLED',
      variants: { crew: { seats: 5, tags: ['a'] }, guest: { seats: 0, tags: [] } },
      defaultVariant: 'guest',
      targeting: { if: [{ '==': [{ var: 'plan' }, 'crew'] }, 'crew', null] },
    },
    text: { state: 'ENABLED', variants: { empty: '', long: 'Grüezi' }, defaultVariant: 'empty' },
    integer: { state: 'ENABLED', variants: { none: 0 }, defaultVariant: 'none' },
    float: { state: 'ENABLED', variants: { half: 0.5 }, defaultVariant: 'half' },
    split: {
      ...ON_OFF,
      defaultVariant: 'off',
      targeting: {
        fractional: [
          ['on', 1],
          ['off', 1],
        ],
      },
    },
    disabled: { ...ON_OFF, state: 'DISABLED', defaultVariant: 'on' },
    'code default': { ...ON_OFF, defaultVariant: null },
    'later/on': {
      ...ON_OFF,
      defaultVariant: 'off',
      targeting: { if: [{ '>=': [{ var: '$flagd.timestamp' }, 2000] }, 'on'] },
    },
    'no variant': { ...ON_OFF, defaultVariant: 'on', targeting: 'elsewhere' },
    'unknown operator': { ...ON_OFF, defaultVariant: 'on', targeting: { conjure: [1] } },
  },
}

/** A flag service over flags in memory, as OFREP's clients see it. */
export function ofrepScene(options: Partial<FlagServiceOptions> & { readonly flagSet?: FlagSet } = {}) {
  const { flagSet = EVERY_OUTCOME, ...others } = options
  const store = createMemoryStore({ flagSet, lineage: 'line' })
  const timers = createManualTimers()
  const service = createFlagService({ store, timers, now: () => 1_000_000, ...others })
  onTestFinished(() => service.close())
  const ask = (path: string, init?: RequestInit) => service.fetch(new Request(`http://service${path}`, init))
  return {
    store,
    timers,
    service,
    ask,
    /** Asks for all flags, or for the one of a key. */
    evaluate(body: unknown, flagKey?: string, headers: Record<string, string> = {}) {
      const path = flagKey === undefined ? '' : `/${encodeURIComponent(flagKey)}`
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      return ask(`/ofrep/v1/evaluate/flags${path}`, { method: 'POST', body: text, headers })
    },
  }
}
