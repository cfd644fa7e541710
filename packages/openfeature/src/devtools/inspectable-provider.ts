import type { ChangeCause, ClientEvent, InspectableClient } from '@halyard/devtools'
import type { OverrideEntry } from '@halyard/protocol/overrides'
import { flagValueType, type EvaluationContext as HalyardContext } from '@halyard/schema'
import { type EventHandler, ProviderEvents } from '@openfeature/web-sdk'
import { createEvaluationCounter } from './evaluation-counter.ts'
import { keepOverride, tabKeepsOverrides } from './keep-override.ts'
import { errorOf, reportFlag, wasAsked } from './report-flag.ts'
import type { EvaluatedFlag, WatchedProvider } from './watched-provider.ts'

/** The longest that a timer of a browser waits, in milliseconds; more is more than a tab stays open. */
const MAX_DELAY_MS = 2 ** 31 - 1

/** A provider as devtools see it. */
export function inspectableProvider(watched: WatchedProvider): InspectableClient {
  const { provider, events, overrides, flags } = watched
  const listeners = new Set<(event: ClientEvent) => void>()
  const pending = new Map<string, ChangeCause>()
  const counter = createEvaluationCounter()
  let isContextTold = watched.context !== undefined

  watched.onChange = () => {
    tellClient()
    tellOverridden()
  }
  watched.onEvaluation = (after, before) => {
    const [flagKey] = after.asked
    counter.count(flagKey)
    if (!isContextTold) tellClient()
    if (!before) tell(flagKey, 'read')
    // Of a flag that is overridden, or was until now, the override itself was told of.
    else if (wasAsked(before) && wasAsked(after) && !isSame(before, after)) tell(flagKey, watched.cause)
  }
  const configurationChanged: EventHandler = (details) => {
    watched.cause = 'source'
    tellOverridden(details?.flagsChanged as readonly string[] | undefined)
  }

  function tellClient(): void {
    isContextTold = watched.context !== undefined
    for (const listener of listeners) listener({ type: 'client-changed' })
  }

  /** A page evaluates its flags one after the other as it renders: those are told of together. */
  function tell(flagKey: string, cause: ChangeCause): void {
    if (pending.size === 0) queueMicrotask(flush)
    if (!pending.has(flagKey)) pending.set(flagKey, cause)
  }

  function flush(): void {
    for (const cause of new Set(pending.values())) {
      const flagKeys = [...pending.keys()].filter((flagKey) => pending.get(flagKey) === cause)
      for (const listener of listeners) listener({ type: 'flags-changed', cause, flagKeys })
    }
    pending.clear()
  }

  /** Another value of anything else is noticed when the application evaluates it; for these, nobody asks the provider. */
  function tellOverridden(flagKeys: Iterable<string> = overrides.keys()): void {
    for (const flagKey of flagKeys) if (overrides.has(flagKey)) tell(flagKey, watched.cause)
  }

  function override(flagKeys: readonly string[], entry?: OverrideEntry): void {
    for (const flagKey of flagKeys) {
      if (entry) overrides.set(flagKey, entry)
      else overrides.delete(flagKey)
      keepOverride(flagKey, entry)
      tell(flagKey, 'override')
      endInTime(flagKey)
    }
    events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged: [...flagKeys] })
  }

  function endInTime(flagKey: string): void {
    const entry = overrides.get(flagKey)
    const delayMs = (entry?.expiresAtMs ?? Infinity) - Date.now()
    if (delayMs > MAX_DELAY_MS) return
    setTimeout(() => {
      // Unless somebody has overridden it otherwise, or reset it.
      if (overrides.get(flagKey) === entry) override([flagKey])
    }, delayMs)
  }

  for (const flagKey of overrides.keys()) endInTime(flagKey)

  return {
    get sdk() {
      const { domain } = watched
      return `@openfeature/web-sdk · ${provider.metadata.name}${domain === undefined ? '' : ` · ${domain}`}`
    },
    describe: () => ({
      state: watched.status,
      ...(watched.error !== undefined && { error: watched.error }),
      context: (watched.context ?? {}) as HalyardContext,
      overriding: { scopes: ['tab'], canExpire: true, isKept: tabKeepsOverrides() },
    }),
    flagKeys: () => new Set([...flags.keys(), ...overrides.keys()]),
    report: (flagKey) => reportFlag(watched, flagKey),
    subscribe(listener) {
      listeners.add(listener)
      events.addHandler(ProviderEvents.ConfigurationChanged, configurationChanged)
      return () => {
        listeners.delete(listener)
        events.removeHandler(ProviderEvents.ConfigurationChanged, configurationChanged)
      }
    },
    setOverride(flagKey, value, { expiresAtMs }) {
      const given = flagValueType(value)
      const wanted = flags.get(flagKey)?.type ?? given
      if (given !== wanted) {
        return `"${flagKey}" needs a value of type ${wanted}, as the page reads it, and this is ${given}`
      }
      override([flagKey], { value, ...(expiresAtMs !== undefined && { expiresAtMs }) })
      return null
    },
    resetOverride: (flagKey) => override(flagKey === undefined ? [...overrides.keys()] : [flagKey]),
    overriddenFlags: () => overrides.keys(),
    watchActivity: counter.watch,
  }
}

/** Whether the provider said the same twice. Runs with every evaluation, and leaves no garbage but for what is thrown. */
function isSame(before: EvaluatedFlag, after: EvaluatedFlag): boolean {
  if ('thrown' in before || 'thrown' in after) {
    return errorOf(before)?.errorCode === errorOf(after)?.errorCode
  }
  const { served: one } = before
  const { served: other } = after
  return (
    one?.value === other?.value &&
    one?.variant === other?.variant &&
    one?.reason === other?.reason &&
    one?.errorCode === other?.errorCode
  )
}
