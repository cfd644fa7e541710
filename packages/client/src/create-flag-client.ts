import { createClientCore } from './client-core.ts'
import { systemClock } from './clock.ts'
import { createFirstPaint } from './first-paint.ts'
import type { FlagClient } from './flag-client.ts'
import type { FlagClientOptions } from './flag-client-options.ts'
import { createFlagStore } from './flag-store.ts'
import type { TimeFollower } from './follow-time.ts'
import { INSPECTION, type InspectedClient } from './inspection.ts'
import { noOverrides } from './overrides/no-overrides.ts'
import { createSourceSession } from './source-session.ts'
import { indexedDbStorage } from './storage/indexeddb-storage.ts'
import { whenReady } from './when-ready.ts'

const DAY_MS = 86_400_000

/**
 * Creates a client. Nothing is opened before `start()`; only overrides, and what the last visit kept for the first
 * paint, are read, so that the first read is right.
 *
 * @example
 * const client = createFlagClient({ source: streamSource({ url: 'https://flags.example.com' }), context: { targetingKey: 'u1' } })
 * client.start()
 */
export function createFlagClient(options: FlagClientOptions): FlagClient {
  const {
    clock = systemClock,
    maxAgeMs = DAY_MS,
    hiddenTimeoutMs = 300_000,
    onDiagnostic,
    updatePolicy,
    exposures,
  } = options
  const storage = options.storage ?? indexedDbStorage({ clock })
  const firstPaint =
    storage.firstPaint &&
    createFirstPaint(
      storage.firstPaint,
      () => session.firstPaintId,
      () => store,
      clock,
    )
  const overrides = (options.overrides ?? noOverrides)({
    clock,
    flag: (flagKey) => store.inputs.held?.view.flag(flagKey),
    onChange: (flagKeys) => core.update({}, null, { cause: 'override', flagKeys }),
    setContext: (context) => session.setContext(context),
    onDiagnostic,
  })
  const store = createFlagStore(
    { held: undefined, context: overrides.setContext(options.context ?? {}) },
    {
      now: clock.now,
      onFirstRead(flagKey) {
        core.inspected({ cause: 'read', flagKeys: [flagKey] })
        keepForFirstPaint()
      },
      onEvaluated(flagKey, nowMs) {
        const view = store.inputs.held?.view
        if (!view?.readsTime?.(flagKey)) return
        time ??= view.followTime?.({
          clock,
          inputs: () => (core.state.status === 'idle' ? undefined : store.inputs),
          reevaluate: (flagKeys) => core.reevaluate({ cause: 'time', flagKeys }),
          onDiagnostic,
        })
        time?.note(flagKey, nowMs)
      },
      beforeHeld: firstPaint?.origin,
      override: overrides.apply,
      updatePolicy,
    },
  )
  const core = createClientCore({ store, clock, maxAgeMs, onInputs: keepForFirstPaint })
  const { source } = options
  const sessionOptions = { ...options, core, storage, clock, hiddenTimeoutMs }
  const session =
    'createSession' in source
      ? source.createSession(sessionOptions)
      : createSourceSession(source, sessionOptions)

  // What a server rendered stays what it was.
  const { now, ...rendered } = session.rendered
  const markup = globalThis.document ? createFlagStore(rendered, { now }) : store

  let time: TimeFollower | undefined
  let stopPolicy: (() => void) | undefined

  function keepForFirstPaint(): void {
    if (store.inputs.held && core.state.status !== 'stopped' && !session.isAwaiting) firstPaint?.keepSoon()
  }

  const client: InspectedClient = {
    get state() {
      return core.state
    },
    get context() {
      return store.inputs.context
    },
    overrides,

    start() {
      if (core.state.status !== 'idle') return
      core.update(null, { status: 'open' })
      overrides.start()
      time?.plan()
      stopPolicy = updatePolicy?.start(() => core.reevaluate({ cause: 'navigation' }))
      session.connect()
      exposures?.start()
    },
    // The store answers with the fallback or with a value of its type.
    get: store.value as FlagClient['get'],
    details: store.details as FlagClient['details'],
    hydrating: markup.value as FlagClient['hydrating'],
    hydratingDetails: markup.details as FlagClient['hydratingDetails'],
    subscribe: store.subscribe,
    subscribeAll: store.subscribeAll,
    subscribeState: core.subscribeState,
    subscribeContext: core.subscribeContext,
    ready: ({ timeoutMs = 1000 } = {}) => whenReady(core, (end) => clock.schedule(end, timeoutMs)),
    setContext: (next) => session.setContext(overrides.setContext(next)),
    expose: (flagKey, fallback) => exposures?.expose(store.details(flagKey, fallback), store.inputs.context),
    track: (name, details) => exposures?.track(name, details, store.inputs.context),

    async close() {
      core.update(null, { status: 'stopped' })
      overrides.close()
      firstPaint?.close()
      time?.stop()
      stopPolicy?.()
      core.clear()
      await Promise.all([session.close(), exposures?.close()])
    },

    [INSPECTION]: { store, hasRecorder: !!exposures, now: clock.now, subscribe: core.inspect },
  }
  return client
}
