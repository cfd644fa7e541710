import type { UntypedEvaluationDetails } from '@halyard/evaluator'
import type { EvaluationContext, FlagValue, JsonObject } from '@halyard/schema'
import { addListener, callListeners } from './call-listeners.ts'
import type { ClientEvaluationDetails, Freshness } from './flag-client.ts'
import { variantWithValue } from './flag-variants.ts'
import { isSameOutcome, isSameValue } from './outcome.ts'
import type { KeptSnapshot } from './snapshot-cache.ts'
import type { FlagView } from './sources/flag-source.ts'

/** Client details without a fallback: the value is absent where the fallback would stand. */
export interface UntypedClientDetails extends Omit<ClientEvaluationDetails, 'value' | 'original'> {
  readonly value: FlagValue | undefined
  readonly original?: UntypedEvaluationDetails
}

/** A received flag set, and how much to trust it. */
export interface HeldFlags extends KeptSnapshot {
  readonly view: FlagView
  readonly freshness: Freshness
}

/** Where the outcome of a flag comes from: what is held, or what was kept of it for the first paint. */
export interface FlagOrigin extends Omit<HeldFlags, 'flagSet' | 'view'> {
  readonly view: Pick<FlagView, 'evaluate'>
}

/** Everything that an evaluation depends on, apart from the flag key and the fallback. */
export interface StoreInputs {
  readonly held: HeldFlags | undefined
  readonly context: EvaluationContext
  readonly overrides: ReadonlyMap<string, FlagValue>
}

/** Evaluated flags: remembers every outcome until an input changes, and knows who observes which flag. */
export interface FlagStore {
  readonly inputs: StoreInputs
  /** Value only: one Map lookup when it is remembered. */
  value(flagKey: string, fallback: FlagValue): FlagValue
  details(flagKey: string, fallback: FlagValue): ClientEvaluationDetails
  /** Evaluates without a fallback, so that `value` may be absent; remembers nothing. */
  evaluate(flagKey: string): UntypedClientDetails
  /** What was read or observed, by flag key. */
  readonly read: ReadonlyMap<string, unknown>
  subscribe(flagKey: string, listener: () => void): () => void
  /**
   * Replaces inputs.
   *
   * @returns a function that tells the observers of every flag whose value or variant is another one now. It is
   * separate, so that everything else about the client is consistent before anybody is called.
   */
  update(next: Partial<StoreInputs>): () => void
  /** Forgets all observers. */
  clear(): void
}

/** What is remembered of a flag key. */
interface Entry {
  /** The epoch that the entry was last evaluated in. Not its inputs: they would keep old flag sets alive. */
  epoch: number
  /** What the source says without a fallback. */
  served: UntypedEvaluationDetails
  /** The same with everything that the client knows; what observers compare. */
  outcome: UntypedClientDetails
  /** The outcome's value where it holds for every fallback of its type, `undefined` where the fallback matters. */
  value: FlagValue | undefined
  /** Outcomes that depend on the fallback; objects are held weakly, because code may write them inline. */
  byScalar?: Map<FlagValue, FallbackOutcome>
  byObject?: WeakMap<JsonObject, FallbackOutcome>
}

interface FallbackMemo {
  get(fallback: FlagValue): FallbackOutcome | undefined
  set(fallback: FlagValue, outcome: FallbackOutcome): unknown
}

interface FallbackOutcome {
  readonly epoch: number
  readonly details: ClientEvaluationDetails
}

/**
 * Creates a store.
 *
 * @param now gives the time that rules see, in milliseconds since 1970.
 * @param onFirstRead is called when the page reads a flag key for the first time.
 * @param beforeHeld says where a flag's outcome comes from while nothing is held.
 */
export function createFlagStore(
  initial: StoreInputs,
  now: () => number,
  onFirstRead: (flagKey: string) => void,
  beforeHeld: (flagKey: string, context: EvaluationContext) => FlagOrigin | undefined = () => undefined,
): FlagStore {
  let inputs = initial
  // Counts the changes of the inputs: an entry of another epoch has to be evaluated again.
  let epoch = 0
  const entries = new Map<string, Entry>()
  // The values of this epoch that hold for every fallback of their type: the shortest way to answer a read.
  const values = new Map<string, FlagValue>()
  const observers = new Map<string, Set<() => void>>()

  function originOf(flagKey: string): FlagOrigin | undefined {
    return inputs.held ?? beforeHeld(flagKey, inputs.context)
  }

  function serve(
    flagKey: string,
    fallback?: FlagValue,
    origin = originOf(flagKey),
  ): UntypedEvaluationDetails {
    return (
      origin?.view.evaluate(flagKey, fallback, inputs.context, now(), origin.freshness) ??
      notReady(flagKey, fallback)
    )
  }

  function evaluate(
    flagKey: string,
    fallback?: FlagValue,
    served = serve(flagKey, fallback),
  ): UntypedClientDetails {
    const { held, overrides } = inputs
    const origin = originOf(flagKey)
    const facts = origin
      ? { freshness: origin.freshness, revision: origin.revision, storedAtMs: origin.storedAtMs }
      : ({ freshness: 'none' } as const)
    const value = overrides.get(flagKey)
    if (value === undefined || (fallback !== undefined && typeof fallback !== typeof value)) {
      return { ...served, ...facts }
    }
    const variant = variantWithValue(held?.flagSet, flagKey, value)
    return {
      flagKey,
      value,
      ...(variant !== undefined && { variant }),
      reason: 'OVERRIDE',
      flagMetadata: served.flagMetadata,
      ...facts,
      original: served,
    }
  }

  function fresh(flagKey: string): Entry {
    let entry = entries.get(flagKey)
    if (entry?.epoch === epoch) return entry
    const served = serve(flagKey)
    const before = entry?.outcome
    const isAsBefore =
      served === entry?.served &&
      before?.freshness === inputs.held?.freshness &&
      before?.reason !== 'OVERRIDE' &&
      !inputs.overrides.has(flagKey)
    const next = isAsBefore && before ? before : evaluate(flagKey, undefined, served)
    const outcome = before && isSameOutcome(before, next) ? before : next
    const value = valueForAll(outcome)
    if (entry) Object.assign(entry, { epoch, served, outcome, value })
    else {
      entry = { epoch, served, outcome, value }
      entries.set(flagKey, entry)
      onFirstRead(flagKey)
    }
    return entry
  }

  function details(flagKey: string, fallback: FlagValue): ClientEvaluationDetails {
    const entry = fresh(flagKey)
    if (entry.value !== undefined && typeof entry.value === typeof fallback) {
      values.set(flagKey, entry.value)
      return entry.outcome as ClientEvaluationDetails
    }
    const memo = memoFor(entry, fallback)
    const known = memo.get(fallback)
    if (known?.epoch === epoch) return known.details
    const next = evaluate(flagKey, fallback) as ClientEvaluationDetails
    const outcome = known && isSameOutcome(known.details, next) ? known.details : next
    memo.set(fallback, { epoch, details: outcome })
    return outcome
  }

  return {
    get inputs() {
      return inputs
    },
    details,
    evaluate,
    read: entries,

    value(flagKey, fallback) {
      const value = values.get(flagKey)
      return value !== undefined && typeof value === typeof fallback
        ? value
        : details(flagKey, fallback).value
    },

    subscribe(flagKey, listener) {
      let listeners = observers.get(flagKey)
      if (!listeners) {
        listeners = new Set()
        observers.set(flagKey, listeners)
        fresh(flagKey)
      }
      const remove = addListener(listeners, listener)
      return () => {
        remove()
        if (listeners.size === 0 && observers.get(flagKey) === listeners) observers.delete(flagKey)
      }
    },

    update(next) {
      inputs = { ...inputs, ...next }
      epoch += 1
      values.clear()
      const changed: Set<() => void>[] = []
      for (const [flagKey, listeners] of observers) {
        const before = entries.get(flagKey)?.outcome
        const after = fresh(flagKey).outcome
        if (before?.variant !== after.variant || !isSameValue(before?.value, after.value))
          changed.push(listeners)
      }
      return () => callListeners(changed.flatMap((listeners) => [...listeners]))
    },

    clear: () => observers.clear(),
  }
}

function memoFor(entry: Entry, fallback: FlagValue): FallbackMemo {
  if (typeof fallback === 'object') {
    entry.byObject ??= new WeakMap()
    return entry.byObject
  }
  entry.byScalar ??= new Map()
  return entry.byScalar
}

// An overridden outcome tells the original too, and that one may consist of the fallback.
function valueForAll({ value, original }: UntypedClientDetails): FlagValue | undefined {
  return original && original.value === undefined ? undefined : value
}

function notReady(flagKey: string, value: FlagValue | undefined): UntypedEvaluationDetails {
  return {
    flagKey,
    value,
    reason: 'ERROR',
    errorCode: 'PROVIDER_NOT_READY',
    errorMessage: 'no flags yet: call start(), and await ready() before the first read',
    flagMetadata: {},
  }
}
