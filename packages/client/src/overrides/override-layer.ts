import type { FlagOverrides, OverrideEntry } from '@halyard/protocol/overrides'
import { parseJson } from '@halyard/protocol/wire'
import { type FlagValue, flagValueType } from '@halyard/schema'
import { flagTypeOf } from '../flag-variants.ts'
import { isSameValue } from '../outcome.ts'
import { applyOverride } from './apply-override.ts'
import type { FlagOverride, OverrideScope } from './client-overrides.ts'
import type { ContextOverrideLayer } from './context-override.ts'
import type { OverriddenClient, OverrideLayer } from './override-layer-factory.ts'
import type { OverrideSlot } from './override-slot.ts'
import type { ShareReceiver } from './share-receiver.ts'

/** Where overrides come from. */
export interface OverrideOrigins {
  /** Overrides by code: they win, and nobody else can change them. */
  readonly fixed: FlagOverrides
  /** Where the others are kept, the one that wins last. At least one. */
  readonly slots: readonly OverrideSlot[]
  readonly context: ContextOverrideLayer
  /** Called when the client starts. */
  readonly receive?: ShareReceiver | undefined
}

// Another tab wrote; this page is back, and slept through what others wrote and through its own timers. On a server
// nothing of it happens.
const OCCASIONS = ['storage', 'pageshow', 'visibilitychange'] as const

/** Creates the overrides of a client. */
export function createOverrideLayer(
  { fixed, slots, context, receive }: OverrideOrigins,
  { clock, flag, onChange, onDiagnostic }: OverriddenClient,
): OverrideLayer {
  let tell = onDiagnostic
  let isRunning = false
  let cancelExpiry = (): void => undefined
  let entries = merge()

  function merge(): ReadonlyMap<string, FlagOverride> {
    const kept = slots.flatMap(({ scope, read }) =>
      [...read(clock.now())].map(([flagKey, entry]) => [flagKey, { ...entry, scope }] as const),
    )
    return new Map([
      ...kept,
      ...[...fixed].map(([flagKey, value]) => [flagKey, { value, scope: 'code' }] as const),
    ])
  }

  /** Something happened outside of this client. */
  function revisit(): void {
    refresh()
    context.refresh()
  }

  /** Everything that happens to overrides ends here, so that storage is the one truth for all clients of a page. */
  function refresh(): void {
    const before = entries
    entries = merge()
    cancelExpiry()
    const expiryMs = Math.min(...[...entries.values()].map(({ expiresAtMs = Infinity }) => expiresAtMs))
    if (isRunning && expiryMs < Infinity) {
      cancelExpiry = clock.schedule(refresh, Math.max(0, expiryMs - clock.now()))
    }
    const flagKeys = [...new Set([...before.keys(), ...entries.keys()])].filter(
      (flagKey) => !isSameValue(before.get(flagKey), entries.get(flagKey)),
    )
    if (flagKeys.length > 0) onChange(flagKeys)
  }

  function edit(slot: OverrideSlot, change: (overrides: Map<string, OverrideEntry>) => void): void {
    const overrides = new Map(slot.read(clock.now()))
    change(overrides)
    const error = slot.write(overrides)
    if (error === null) return
    tell?.({ code: 'overrides-not-kept', message: error })
    tell = undefined
  }

  function refusal(flagKey: string, value: FlagValue, expiresAtMs = Infinity): string | null {
    if (fixed.has(flagKey)) return `"${flagKey}" is overridden by code, which wins`
    if (!(expiresAtMs > clock.now())) return `the override of "${flagKey}" would have expired already`
    const text = jsonOf(value)
    // What storage would make of it, which is neither NaN nor a Date.
    const given = flagValueType(parseJson(text))
    const wanted = flagTypeOf(flag(flagKey)) ?? given
    return given !== undefined && given === wanted
      ? null
      : `"${flagKey}" needs a value of type ${wanted ?? 'boolean, string, number or object'}, and this is ${given ?? typeof value}: ${shortened(text)}`
  }

  /** @returns why values are refused. */
  function setAll(
    values: Iterable<readonly [string, FlagValue]>,
    scope: OverrideScope,
    expiresAtMs: number | undefined,
  ): readonly string[] {
    const refusals: string[] = []
    const accepted = [...values].filter(([flagKey, value]) => {
      const reason = refusal(flagKey, value, expiresAtMs)
      if (reason !== null) refusals.push(reason)
      return reason === null
    })
    // Where there is no such slot, this is a frame with one slot of its own.
    const at = Math.max(
      0,
      slots.findIndex((slot) => slot.scope === scope),
    )
    slots.slice(at).forEach((slot, above) => {
      edit(slot, (overrides) => {
        for (const [flagKey, value] of accepted) {
          if (above) overrides.delete(flagKey)
          else overrides.set(flagKey, { value, expiresAtMs })
        }
      })
    })
    refresh()
    return refusals
  }

  return {
    get entries() {
      return entries
    },
    context,
    setContext: context.admit,
    apply: (served, fallback, flag) =>
      applyOverride(entries.get(served.flagKey)?.value, served, fallback, flag),
    set: (flagKey, value, { scope = 'tab', expiresAtMs } = {}) =>
      setAll([[flagKey, value]], scope, expiresAtMs)[0] ?? null,
    reset(flagKey, { scope } = {}) {
      for (const slot of slots) {
        if (scope && slot.scope !== scope) continue
        edit(slot, (overrides) => {
          if (flagKey === undefined) overrides.clear()
          else overrides.delete(flagKey)
        })
      }
      refresh()
    },
    start() {
      isRunning = true
      for (const type of OCCASIONS) globalThis.addEventListener?.(type, revisit)
      refresh()
      receive?.({
        clock,
        onDiagnostic,
        adopt: (overrides, expiresAtMs) => setAll(overrides, 'share', expiresAtMs),
      })
    },
    close() {
      isRunning = false
      cancelExpiry()
      for (const type of OCCASIONS) globalThis.removeEventListener?.(type, revisit)
    },
  }
}

function jsonOf(value: unknown): string {
  try {
    return String(JSON.stringify(value))
  } catch (error) {
    // A value that contains itself.
    return (error as Error).message
  }
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
