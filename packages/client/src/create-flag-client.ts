import type { EvaluationContext, FlagSetChanges } from '@halyard/schema'
import { type AwaitedContext, awaitContext } from './awaited-context.ts'
import { addListener, callListeners } from './call-listeners.ts'
import type { ClientState } from './client-state.ts'
import { systemClock } from './clock.ts'
import { type ConnectionEvent, nextState } from './connection-state.ts'
import { hydrate } from './dehydrated-flags.ts'
import { createFirstPaint } from './first-paint.ts'
import type { FlagClient, Freshness } from './flag-client.ts'
import type { FlagClientOptions } from './flag-client-options.ts'
import { createFlagStore, type HeldFlags, type StoreInputs } from './flag-store.ts'
import { flagTypeIn } from './flag-variants.ts'
import { INSPECTION, type InspectedClient, type InspectionEvent } from './inspection.ts'
import { createPageOverrides } from './page-overrides.ts'
import { createSnapshotCache, type SnapshotCache } from './snapshot-cache.ts'
import { linkSource } from './source-link.ts'
import type { FlagSource, SourceSink } from './sources/flag-source.ts'
import { relateEvent } from './sources/relate-event.ts'
import { indexedDbStorage } from './storage/indexeddb-storage.ts'

const DAY_MS = 86_400_000

// Long enough for a page to read its flags, so that most pages write once.
const FIRST_PAINT_DELAY_MS = 100

/**
 * Creates a client. Nothing is opened before `start()`; only overrides, and what the last visit kept for the first
 * paint, are read, so that the first read is right.
 *
 * @example
 * const client = createFlagClient({ source: streamSource({ url: 'https://flags.example.com' }), context: { targetingKey: 'u1' } })
 * client.start()
 */
export function createFlagClient(options: FlagClientOptions): FlagClient {
  const { clock = systemClock, maxAgeMs = DAY_MS, onDiagnostic } = options
  const isRemote = 'forContext' in options.source
  const stateListeners = new Set<(state: ClientState) => void>()
  const inspectors = new Set<(event: InspectionEvent) => void>()
  let state: ClientState = { status: 'idle' }
  let cache: SnapshotCache | undefined
  let unlink = (): void => undefined
  let cancelAgeing: (() => void) | undefined
  let awaited: AwaitedContext | undefined
  let source = bind(options.context ?? {})
  const storage = options.storage ?? indexedDbStorage({ clock })
  const firstPaint =
    storage.firstPaint &&
    createFirstPaint(
      storage.firstPaint,
      () => source.id,
      () => store,
      (keep) => clock.schedule(keep, FIRST_PAINT_DELAY_MS),
    )

  function bind(context: EvaluationContext): FlagSource {
    return 'forContext' in options.source ? options.source.forContext(context) : options.source
  }

  /** What the server may build upon: never the flags of another context. */
  function heldForSource(): HeldFlags | undefined {
    return awaited ? undefined : store.inputs.held
  }

  const overrides = createPageOverrides(options.overrides ?? {}, options.playgroundOrigins ?? [], {
    flagType: (flagKey) => flagTypeIn(store.inputs.held?.flagSet, flagKey),
    onChange(flagKeys) {
      update({ overrides: overrides.entries })
      inspected({ cause: 'override', flagKeys })
    },
    onDiagnostic,
  })
  const store = createFlagStore(
    {
      held: hydrate(options.bootstrap, source, isRemote ? (options.context ?? {}) : undefined),
      context: options.context ?? {},
      overrides: overrides.entries,
    },
    clock.now,
    (flagKey) => {
      inspected({ cause: 'read', flagKeys: [flagKey] })
      keepForFirstPaint()
    },
    firstPaint?.origin,
  )

  const inspected = (event: InspectionEvent): void => callListeners(inspectors, event)

  /** The one place where anything changes: values and state first, then everybody who wants to know. */
  function update(inputs: Partial<StoreInputs> | null, event?: ConnectionEvent): void {
    const callObservers = inputs && store.update(inputs)
    const before = state
    if (event) state = nextState(state, event, store.inputs.held)
    watchAge()
    if (inputs) keepForFirstPaint()
    callObservers?.()
    if (state !== before) callListeners(stateListeners, state)
  }

  function keepForFirstPaint(): void {
    // What is shown while another context's flags are on their way belongs to the context before.
    if (store.inputs.held && state.status !== 'stopped' && !awaited) firstPaint?.keepSoon()
  }

  function watchAge(): void {
    const { held } = store.inputs
    if (state.status !== 'reconnecting' || !held) {
      cancelAgeing?.()
      cancelAgeing = undefined
    } else if (!cancelAgeing) {
      const ageMs = held.freshness === 'live' ? 0 : clock.now() - held.storedAtMs
      cancelAgeing = clock.schedule(() => trust('stale', { type: 'aged' }), Math.max(0, maxAgeMs - ageMs))
    }
  }

  function trust(freshness: Freshness, event: ConnectionEvent): void {
    const { held } = store.inputs
    const isNews = held !== undefined && held.freshness !== freshness
    update(isNews ? { held: { ...held, freshness } } : null, event)
    if (isNews) inspected({ cause: 'source' })
  }

  function hold(held: HeldFlags, event: ConnectionEvent, inspection: InspectionEvent): void {
    const arrived = awaited
    awaited = undefined
    update({ held, ...(arrived && { context: arrived.context }) }, event)
    inspected(inspection)
    if (!arrived) return
    inspected({ cause: 'context' })
    arrived.arrive()
  }

  const sink: SourceSink = {
    get held() {
      return heldForSource()
    },
    receive(event) {
      if (state.status === 'stopped') return true
      if (event.type === 'lost' || event.type === 'refused') {
        update(null, event)
        // A refusal ends the connection, but not at once: the leading tab has still to tell the others.
        if (event.type === 'refused') {
          giveUpAwaited(event.error)
          queueMicrotask(() => unlink())
        }
        return true
      }
      const held = heldForSource()
      const relation = relateEvent(held?.revision, event)
      if (relation === 'confirm') trust('live', CONFIRMED)
      if (relation !== 'apply') return relation === 'confirm'
      const changes = event.type === 'change' ? event.changes : undefined
      const view =
        event.type === 'snapshot' ? source.load(event.flagSet) : changes && held?.view.patch(changes)
      if (view) {
        const { flagSet } = view
        const { revision } = event
        hold({ revision, flagSet, view, storedAtMs: clock.now(), freshness: 'live' }, CONFIRMED, {
          cause: 'source',
          flagKeys: changes && touchedFlags(changes),
        })
      }
      return true
    },
  }

  function open(id: string): void {
    const kept = createSnapshotCache(storage, id, onDiagnostic)
    // The storage may be the same: it is opened for this context when it is closed for the one before.
    const closed = cache?.close()
    cache = kept
    const own = source
    const restored = (closed ? closed.then(kept.restore) : kept.restore()).then((found) => {
      if (!found || own !== source || heldForSource() || state.status === 'stopped') return
      const view = source.load(found.flagSet)
      hold({ ...found, view, freshness: 'cached' }, { type: 'restored' }, { cause: 'storage' })
    })
    unlink = linkSource({
      source,
      sink,
      restored,
      restAfter: (rest) => clock.schedule(rest, options.hiddenTimeoutMs ?? 300_000),
      groupName: options.tabs === false ? null : `halyard/1:${id}`,
      keep() {
        const held = heldForSource()
        if (held) kept.keep(held)
      },
    })
  }

  function connect(): void {
    if (source.id === undefined) unlink = source.connect(sink)
    else open(source.id)
  }

  /** Asks the server for the flags of a context; those of the context before are shown until they are there. */
  function ask(context: EvaluationContext): Promise<void> {
    const next = awaitContext(context, awaited)
    awaited = next
    unlink()
    source = bind(context)
    connect()
    return next.arrival
  }

  function giveUpAwaited(reason: string): void {
    awaited?.giveUp(reason)
    awaited = undefined
  }

  const client: InspectedClient = {
    get state() {
      return state
    },
    get context() {
      return store.inputs.context
    },
    overrides,

    start() {
      if (state.status !== 'idle') return
      update(null, { type: 'started' })
      if (store.inputs.held) update(null, { type: 'restored' })
      connect()
    },
    // The store answers with the fallback or with a value of its type.
    get: store.value as FlagClient['get'],
    details: store.details as FlagClient['details'],
    subscribe: store.subscribe,
    subscribeState: (listener) => addListener(stateListeners, listener),

    ready({ timeoutMs = 1000 } = {}) {
      return new Promise((resolve) => {
        const settle = (): void => {
          cancel()
          unsubscribe()
          resolve(state)
        }
        const check = (): void => {
          if (store.inputs.held || state.status === 'stopped') settle()
        }
        const cancel = clock.schedule(settle, timeoutMs)
        const unsubscribe = addListener(stateListeners, check)
        check()
      })
    },

    async setContext(context) {
      if (isRemote && state.status === 'stopped')
        throw new Error('this client is stopped: create another one')
      if (isRemote && state.status !== 'idle') return ask(context)
      source = bind(context)
      // What a client was given to begin with belongs to the context before.
      update(isRemote ? { context, held: undefined } : { context })
      inspected({ cause: 'context' })
    },

    async close() {
      update(null, { type: 'closed' })
      firstPaint?.close()
      giveUpAwaited('the client was closed')
      store.clear()
      stateListeners.clear()
      unlink()
      await cache?.close()
    },

    [INSPECTION]: { store, subscribe: (listener) => addListener(inspectors, listener) },
  }
  return client
}

const CONFIRMED: ConnectionEvent = { type: 'confirmed' }

/** The flags that changes touch, `undefined` where they touch what all flags share. */
function touchedFlags({ flags, $evaluators, metadata }: FlagSetChanges): readonly string[] | undefined {
  return $evaluators || metadata !== undefined ? undefined : Object.keys(flags ?? {})
}
