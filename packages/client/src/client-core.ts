import type { EvaluationContext } from '@halyard/schema'
import { addListener, callListeners } from './call-listeners.ts'
import { type ClientState, type Connection, clientStateOf } from './client-state.ts'
import type { Clock } from './clock.ts'
import type { FlagStore, StoreInputs } from './flag-store.ts'
import { watchAge } from './held-age.ts'
import { holdFlags } from './held-flags.ts'
import type { InspectionEvent } from './inspection.ts'
import { isSameValue } from './outcome.ts'

/** What a client holds and how it stands, and the one place where either changes. */
export interface ClientCore {
  readonly store: FlagStore
  readonly state: ClientState
  /**
   * Changes inputs, state or both: values and state first, then everybody who wants to know.
   *
   * @param connection how it stands now, where that changed. One that was stopped stays so.
   * @param causes what those who inspect the client are told.
   */
  update(
    inputs: Partial<StoreInputs> | null,
    connection?: Connection | null,
    ...causes: readonly InspectionEvent[]
  ): void
  /** Evaluates flags again though no input changed; all of them where the cause names none. */
  reevaluate(cause: InspectionEvent): void
  /** Tells those who inspect the client. */
  inspected(event: InspectionEvent): void
  subscribeState(listener: (state: ClientState) => void): () => void
  subscribeContext(listener: (context: EvaluationContext) => void): () => void
  inspect(listener: (event: InspectionEvent) => void): () => void
  /** Forgets everybody who wants to know about flags, state or context. */
  clear(): void
}

/** What {@link createClientCore} is made of. */
export interface ClientCoreOptions {
  readonly store: FlagStore
  readonly clock: Clock
  /** See `FlagClientOptions`. */
  readonly maxAgeMs: number
  /** Called after inputs changed, before anybody is told. */
  onInputs(): void
}

/** Creates the core of a client that was not started yet. */
export function createClientCore({ store, clock, maxAgeMs, onInputs }: ClientCoreOptions): ClientCore {
  const stateListeners = new Set<(state: ClientState) => void>()
  const contextListeners = new Set<(context: EvaluationContext) => void>()
  const inspectors = new Set<(event: InspectionEvent) => void>()
  let connection: Connection = { status: 'idle' }
  let state = clientStateOf(connection, undefined)
  const inspected = (event: InspectionEvent): void => callListeners(inspectors, event)
  const age = watchAge(clock, maxAgeMs, () => {
    const { held } = store.inputs
    if (held) update({ held: holdFlags(held, 'stale') }, null, { cause: 'source' })
  })

  function update(
    inputs: Partial<StoreInputs> | null,
    next?: Connection | null,
    ...causes: readonly InspectionEvent[]
  ): void {
    const contextBefore = store.inputs.context
    const callObservers = inputs && store.update(inputs, causes[0]?.flagKeys)
    const { held, context } = store.inputs
    if (next && connection.status !== 'stopped') connection = next
    const before = state
    const after = clientStateOf(connection, held)
    if (!isSameValue(before, after)) state = after
    age(state, held)
    if (inputs) onInputs()
    callObservers?.()
    if (context !== contextBefore) callListeners(contextListeners, context)
    if (state !== before) callListeners(stateListeners, state)
    for (const cause of causes) inspected(cause)
  }

  return {
    store,
    get state() {
      return state
    },
    update,
    reevaluate(cause) {
      const callObservers = store.update({}, cause.flagKeys)
      if (!callObservers) return
      onInputs()
      callObservers()
      inspected(cause)
    },
    inspected,
    subscribeState: (listener) => addListener(stateListeners, listener),
    subscribeContext: (listener) => addListener(contextListeners, listener),
    inspect: (listener) => addListener(inspectors, listener),
    clear() {
      store.clear()
      stateListeners.clear()
      contextListeners.clear()
    },
  }
}
