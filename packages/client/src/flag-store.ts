import type { UntypedEvaluationDetails } from '@halyard/evaluator'
import type { EvaluationContext, FlagValue, JsonObject } from '@halyard/schema'
import { addListener, callListeners } from './call-listeners.ts'
import type { ClientEvaluationDetails } from './flag-client.ts'
import type { HeldFlags } from './held-flags.ts'
import { isSameOutcome, isSameValue } from './outcome.ts'
import type { ApplyOverride } from './overrides/override-layer-factory.ts'
import type { FlagView } from './sources/flag-source.ts'
import type { UpdatePolicy } from './update-policy.ts'

/** Client details without a fallback: the value is absent where the fallback would stand. */
export interface UntypedClientDetails extends Omit<ClientEvaluationDetails, 'value' | 'original'> {
  readonly value: FlagValue | undefined
  readonly original?: UntypedEvaluationDetails
}

/** Where the outcome of a flag comes from: what is held, or what was kept of it for the first paint. */
export interface FlagOrigin extends Omit<HeldFlags, 'flagSet' | 'view'> {
  readonly view: Pick<FlagView, 'evaluate'>
}

/** Everything that an evaluation depends on, apart from the flag key and the fallback. */
export interface StoreInputs {
  readonly held: HeldFlags | undefined
  readonly context: EvaluationContext
}

/** What a store asks of the client around it. */
export interface FlagStoreOptions {
  /** The time that rules see, in milliseconds since 1970. */
  now(): number
  /** Called when the page reads a flag for the first time. */
  onFirstRead?(flagKey: string): void
  /** Called after each evaluation of a flag that the page reads, with the time that it saw. */
  onEvaluated?(flagKey: string, nowMs: number): void
  /** Says where a flag's outcome comes from while nothing is held. */
  readonly beforeHeld?: ((flagKey: string, context: EvaluationContext) => FlagOrigin | undefined) | undefined
  /** Puts values that somebody set by hand above the source's. */
  readonly override?: ApplyOverride | undefined
  /** Decides what the page gets of a flag that it reads, see {@link UpdatePolicy}. */
  readonly updatePolicy?: UpdatePolicy | undefined
}

/** Evaluated flags: remembers every outcome until an input changes, and knows who observes which flag. */
export interface FlagStore {
  readonly inputs: StoreInputs
  /** Value only: one Map lookup when it is remembered. */
  value(flagKey: string, fallback: FlagValue): FlagValue
  details(flagKey: string, fallback: FlagValue): ClientEvaluationDetails
  /** What the page gets of a flag, or would get; without a fallback, so that `value` may be absent. Is no read. */
  evaluate(flagKey: string): UntypedClientDetails
  /** What was read or observed, by flag key. */
  readonly read: ReadonlyMap<string, unknown>
  subscribe(flagKey: string, listener: () => void): () => void
  subscribeAll(listener: (flagKeys: readonly string[]) => void): () => void
  /**
   * Replaces inputs.
   *
   * @param flagKeys the flags that this can touch, where not all of them.
   * @returns a function that tells the observers of every flag whose value or variant is another one now. It is
   * separate, so that everything else about the client is consistent before anybody is called. `undefined` where no
   * observed flag changed.
   */
  update(next: Partial<StoreInputs>, flagKeys?: Iterable<string>): (() => void) | undefined
  /** Forgets all observers. */
  clear(): void
}

/** What is remembered of a flag key. */
interface Entry {
  /** Numbers the evaluation that the rest comes from; 0 when an input has changed since. */
  evaluation: number
  /** The outcome without a fallback; what observers compare. */
  outcome: UntypedClientDetails
  /** The outcome's value where it holds for every fallback of its type, `undefined` where the fallback matters. */
  value: FlagValue | undefined
  listeners?: Set<() => void>
  /** Outcomes that depend on the fallback; objects are held weakly, because code may write them inline. */
  byScalar?: Map<FlagValue, FallbackOutcome>
  byObject?: WeakMap<JsonObject, FallbackOutcome>
}

interface FallbackMemo {
  get(fallback: FlagValue): FallbackOutcome | undefined
  set(fallback: FlagValue, outcome: FallbackOutcome): unknown
}

interface FallbackOutcome {
  readonly evaluation: number
  readonly details: ClientEvaluationDetails
}

const NOBODY: ReadonlySet<() => void> = new Set()

/** Creates a store. */
export function createFlagStore(initial: StoreInputs, options: FlagStoreOptions): FlagStore {
  let inputs = initial
  let evaluations = 0
  const entries = new Map<string, Entry>()
  // The values that hold now for every fallback of their type: the shortest way to answer a read.
  const values = new Map<string, FlagValue>()
  const listenersToAll = new Set<(flagKeys: readonly string[]) => void>()

  function originOf(flagKey: string): FlagOrigin | undefined {
    return inputs.held ?? options.beforeHeld?.(flagKey, inputs.context)
  }

  function evaluate(
    flagKey: string,
    fallback?: FlagValue,
    nowMs = options.now(),
    isRead = false,
  ): UntypedClientDetails {
    const { held, context } = inputs
    const origin = originOf(flagKey)
    let served =
      origin?.view.evaluate(flagKey, fallback, context, nowMs, origin.freshness) ??
      notReady(flagKey, fallback)
    if (isRead) served = options.updatePolicy?.admit(flagKey, served, inputs) ?? served
    return {
      ...(options.override?.(served, fallback, held?.view.flag(flagKey)) ?? served),
      ...(origin
        ? { freshness: origin.freshness, revision: origin.revision, storedAtMs: origin.storedAtMs }
        : { freshness: 'none' }),
    }
  }

  function fresh(flagKey: string): Entry {
    let entry = entries.get(flagKey)
    if (entry?.evaluation) return entry
    const before = entry?.outcome
    const nowMs = options.now()
    const next = evaluate(flagKey, undefined, nowMs, true)
    const outcome = before && isSameOutcome(before, next) ? before : next
    evaluations += 1
    const evaluated = { evaluation: evaluations, outcome, value: valueForAll(outcome) }
    if (entry) Object.assign(entry, evaluated)
    else {
      entry = evaluated
      entries.set(flagKey, entry)
      options.onFirstRead?.(flagKey)
    }
    options.onEvaluated?.(flagKey, nowMs)
    return entry
  }

  function details(flagKey: string, fallback: FlagValue): ClientEvaluationDetails {
    const entry = fresh(flagKey)
    const { evaluation, value } = entry
    if (value !== undefined && typeof value === typeof fallback) {
      values.set(flagKey, value)
      return entry.outcome as ClientEvaluationDetails
    }
    const memo = memoFor(entry, fallback)
    const known = memo.get(fallback)
    if (known?.evaluation === evaluation) return known.details
    const next = evaluate(flagKey, fallback) as ClientEvaluationDetails
    const outcome = known && isSameOutcome(known.details, next) ? known.details : next
    memo.set(fallback, { evaluation, details: outcome })
    return outcome
  }

  return {
    get inputs() {
      return inputs
    },
    details,
    evaluate: (flagKey) => (entries.has(flagKey) ? fresh(flagKey).outcome : evaluate(flagKey)),
    read: entries,

    value(flagKey, fallback) {
      const value = values.get(flagKey)
      return value !== undefined && typeof value === typeof fallback
        ? value
        : details(flagKey, fallback).value
    },

    subscribe(flagKey, listener) {
      const entry = fresh(flagKey)
      entry.listeners ??= new Set()
      return addListener(entry.listeners, listener)
    },
    subscribeAll: (listener) => addListener(listenersToAll, listener),

    update(next, flagKeys = entries.keys()) {
      inputs = { ...inputs, ...next }
      const changed = new Map<string, Iterable<() => void>>()
      for (const flagKey of flagKeys) {
        const entry = entries.get(flagKey)
        if (!entry) continue
        entry.evaluation = 0
        values.delete(flagKey)
        const { listeners = NOBODY } = entry
        if (listeners.size + listenersToAll.size === 0) continue
        const before = entry.outcome
        const after = fresh(flagKey).outcome
        if (before.variant !== after.variant || !isSameValue(before.value, after.value))
          changed.set(flagKey, listeners)
      }
      if (changed.size === 0) return undefined
      return () => {
        callListeners([...changed.values()].flatMap((listeners) => [...listeners]))
        callListeners(listenersToAll, [...changed.keys()])
      }
    },

    clear() {
      for (const { listeners } of entries.values()) listeners?.clear()
      listenersToAll.clear()
    },
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
