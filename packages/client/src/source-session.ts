import type { EvaluationContext, FlagSetChanges } from '@halyard/schema'
import { type AwaitedContext, awaitContext } from './awaited-context.ts'
import type { ClientCore } from './client-core.ts'
import type { Connection } from './client-state.ts'
import type { Clock } from './clock.ts'
import { type HydratedFlags, hydrate } from './dehydrated-flags.ts'
import type { FlagClientOptions } from './flag-client-options.ts'
import { type HeldFlags, holdFlags } from './held-flags.ts'
import type { InspectionEvent } from './inspection.ts'
import { createSnapshotCache, type SnapshotCache } from './snapshot-cache.ts'
import { linkSource } from './source-link.ts'
import type { FlagSource, SourceSink } from './sources/flag-source.ts'
import { relateEvent } from './sources/relate-event.ts'
import type { FlagStorage } from './storage/flag-storage.ts'

/** A client's dealings with its source, from one context to the next: connection, storage and other tabs. */
export interface SourceSession {
  /** What the client's bootstrap says, as it was evaluated where it comes from; nothing held where it has none. */
  readonly rendered: HydratedFlags
  /** Names what may be shown before the source was asked, `undefined` where nothing may. */
  readonly firstPaintId: string | undefined
  /** Whether the flags of another context are on their way. What is shown until then belongs to the one before. */
  readonly isAwaiting: boolean
  connect(): void
  /** See `FlagClient`. */
  setContext(context: EvaluationContext): Promise<void>
  /** Ends the connection. Resolves when storage is closed. */
  close(): Promise<void>
}

/** What {@link createSourceSession} is made of. */
export interface SourceSessionOptions
  extends Pick<FlagClientOptions, 'bootstrap' | 'source' | 'tabs' | 'onDiagnostic'> {
  readonly core: ClientCore
  readonly storage: FlagStorage
  readonly clock: Clock
  /** See `FlagClientOptions`. */
  readonly hiddenTimeoutMs: number
}

/** Creates the session of a client that was not started yet, and gives it what it has to begin with. */
export function createSourceSession(options: SourceSessionOptions): SourceSession {
  const { core, onDiagnostic } = options
  const { store } = core
  const isRemote = 'forContext' in options.source
  let cache: SnapshotCache | undefined
  let unlink = (): void => undefined
  let restoreLate = unlink
  let awaited: AwaitedContext | undefined
  let source = bind(store.inputs.context)
  const rendered = hydrate(options.bootstrap, source)
  const isOwn = !isRemote || JSON.stringify(rendered.context) === JSON.stringify(store.inputs.context)
  // Its server has not confirmed it to this client. Nobody observes yet.
  if (rendered.held && isOwn) store.update({ held: holdFlags(rendered.held, 'cached') })
  else if (options.bootstrap) {
    const message =
      'bootstrap is ignored: give what dehydrate() took from a client with the context of this one'
    onDiagnostic?.({ code: 'bootstrap-ignored', message })
  }

  function bind(context: EvaluationContext): FlagSource {
    return 'forContext' in options.source ? options.source.forContext(context) : options.source
  }

  /** What the server may build upon: never the flags of another context. */
  function heldForSource(): HeldFlags | undefined {
    return awaited ? undefined : store.inputs.held
  }

  function confirm(): void {
    const { held } = store.inputs
    if (!held || held.freshness === 'live') core.update(null, OPEN)
    else core.update({ held: holdFlags(held, 'live') }, OPEN, { cause: 'source' })
  }

  function hold(held: HeldFlags, connection: Connection | null, cause: InspectionEvent): void {
    const arrived = awaited
    awaited = undefined
    if (arrived) {
      core.update({ held, context: arrived.context }, connection, cause, { cause: 'context' })
      arrived.arrive()
    } else core.update({ held }, connection, cause)
  }

  const sink: SourceSink = {
    onDiagnostic,
    get held() {
      return heldForSource()
    },
    receive(event) {
      if (core.state.status === 'stopped') return true
      if (event.type === 'refused') {
        core.update(null, { status: 'stopped', error: event.error })
        giveUpAwaited(event.error)
        // Not at once: the leading tab has still to tell the others.
        queueMicrotask(() => unlink())
        return true
      }
      if (event.type === 'lost') {
        core.update(null, { status: 'lost', attempt: event.attempt, error: event.error })
        if (!event.misconfigured) restoreLate()
        return true
      }
      const held = heldForSource()
      const relation = relateEvent(held?.revision, event)
      if (relation === 'confirm') confirm()
      if (relation !== 'apply') return relation === 'confirm'
      const changes = event.type === 'change' ? event.changes : undefined
      const view =
        event.type === 'snapshot' ? source.load(event.flagSet) : changes && held?.view.patch(changes)
      if (view) {
        const { revision } = event
        hold(holdFlags({ revision, view, storedAtMs: options.clock.now() }, 'live'), OPEN, {
          cause: 'source',
          // How far to trust what is held is part of every outcome.
          flagKeys: changes && held?.freshness === 'live' ? touchedFlags(changes) : undefined,
        })
      }
      return true
    },
  }

  function open(id: string): void {
    const kept = createSnapshotCache(options.storage, id, onDiagnostic)
    // The storage may be the same: it is opened for this context when it is closed for the one before.
    const closed = cache?.close()
    cache = kept
    const own = source
    const { cacheMode } = own
    const restore = async (): Promise<void> => {
      restoreLate = () => undefined
      const found = await (closed ? closed.then(kept.restore) : kept.restore())
      if (!found || own !== source || heldForSource() || core.state.status === 'stopped') return
      const view = source.load(found.flagSet)
      hold(holdFlags({ ...found, view }, 'cached'), null, { cause: 'storage' })
    }
    const restored = cacheMode ? Promise.resolve() : restore()
    restoreLate = cacheMode === 'network-first' ? restore : () => undefined
    unlink = linkSource({
      source,
      sink,
      restored,
      clock: options.clock,
      hiddenTimeoutMs: options.hiddenTimeoutMs,
      groupName: options.tabs === false ? null : `halyard/1:${id}`,
      keep() {
        const held = heldForSource()
        if (held && cacheMode !== 'disabled') kept.keep(held)
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

  return {
    rendered,
    get firstPaintId() {
      return source.cacheMode ? undefined : source.id
    },
    get isAwaiting() {
      return awaited !== undefined
    },
    connect,

    async setContext(context) {
      const { status } = core.state
      if (isRemote && status === 'stopped') throw new Error('this client is stopped: create another one')
      if (isRemote && status !== 'idle') return ask(context)
      source = bind(context)
      // What a client was given to begin with belongs to the context before.
      core.update(isRemote ? { context, held: undefined } : { context }, null, { cause: 'context' })
    },

    async close() {
      giveUpAwaited('the client was closed')
      unlink()
      await cache?.close()
    },
  }
}

const OPEN: Connection = { status: 'open' }

/** The flags that changes touch, `undefined` where they touch what all flags share. */
function touchedFlags({ flags, ...shared }: FlagSetChanges): readonly string[] | undefined {
  return Object.keys(shared).length > 0 ? undefined : Object.keys(flags ?? {})
}
