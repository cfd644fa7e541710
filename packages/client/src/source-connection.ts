import type { FlagSetChanges } from '@halyard/schema'
import type { Connection } from './client-state.ts'
import { type HeldFlags, holdFlags } from './held-flags.ts'
import type { InspectionEvent } from './inspection.ts'
import { createSnapshotCache } from './snapshot-cache.ts'
import { linkSource } from './source-link.ts'
import type { SourceSessionOptions } from './source-session.ts'
import type { FlagSource, SourceEvent, SourceSink } from './sources/flag-source.ts'
import { relateEvent } from './sources/relate-event.ts'

/** What {@link connectSource} connects. */
export interface SourceConnectionOptions extends SourceSessionOptions {
  readonly source: FlagSource
  /** What the server may build upon, where that is not what the client holds. */
  held?(): HeldFlags | undefined
  /** Makes flags those of the client, where there is more to it. */
  hold?(held: HeldFlags, connection: Connection | null, cause: InspectionEvent): void
  /** Called after the client took the loss of the connection, or a refusal. */
  onFailure?(event: Extract<SourceEvent, { readonly error: string }>): void
  /** Storage is not opened before this. */
  readonly closed?: Promise<void> | undefined
  /** Whether what is stored waits for {@link SourceConnection.restore}. */
  readonly restoresLate?: boolean
}

/** A source that a client gets its flags from, with storage and other tabs. */
export interface SourceConnection {
  /** Holds what is stored, unless there is something newer. */
  restore(): Promise<void>
  /** Ends the connection. Resolves when storage is closed. */
  close(): Promise<void>
}

const OPEN: Connection = { status: 'open' }

/** Connects a client to a source, from what is stored on. */
export function connectSource(options: SourceConnectionOptions): SourceConnection {
  const { core, source, clock, onDiagnostic, onFailure } = options
  const { id } = source
  const {
    held = () => core.store.inputs.held,
    hold = (next, connection, cause) => core.update({ held: next }, connection, cause),
  } = options
  let isClosed = false
  let unlink = (): void => undefined

  const sink: SourceSink = {
    onDiagnostic,
    get held() {
      return held()
    },
    receive(event) {
      const { type } = event
      if (core.state.status === 'stopped') return true
      if (type === 'refused' || type === 'lost') {
        const { error } = event
        core.update(
          null,
          type === 'lost' ? { status: type, attempt: event.attempt, error } : { status: 'stopped', error },
        )
        onFailure?.(event)
        // Not at once: the leading tab has still to tell the others.
        if (type === 'refused') queueMicrotask(() => unlink())
        return true
      }
      const before = held()
      const relation = relateEvent(before?.revision, event)
      if (relation === 'confirm') {
        if (!before || before.freshness === 'live') core.update(null, OPEN)
        else core.update({ held: holdFlags(before, 'live') }, OPEN, { cause: 'source' })
      }
      if (relation === 'apply') {
        const changes = type === 'change' ? event.changes : undefined
        const view = type === 'snapshot' ? source.load(event.flagSet) : changes && before?.view.patch(changes)
        // How far to trust what is held is part of every outcome.
        const flagKeys = changes && before?.freshness === 'live' ? touchedFlags(changes) : undefined
        const { revision } = event
        const storedAtMs = clock.now()
        if (view) hold(holdFlags({ revision, view, storedAtMs }, 'live'), OPEN, { cause: 'source', flagKeys })
      }
      return relation !== 'gap'
    },
  }

  const cache = id === undefined ? undefined : createSnapshotCache(options.storage, id, onDiagnostic)

  async function restore(): Promise<void> {
    if (options.closed) await options.closed
    const found = await cache?.restore()
    if (!found || isClosed || held() || core.state.status === 'stopped') return
    hold(holdFlags({ ...found, view: source.load(found.flagSet) }, 'cached'), null, { cause: 'storage' })
  }

  unlink = cache
    ? linkSource({
        ...options,
        sink,
        restored: options.restoresLate ? Promise.resolve() : restore(),
        groupName: options.tabs === false ? null : `halyard/1:${id}`,
        keep() {
          const kept = held()
          if (kept) cache.keep(kept)
        },
      })
    : source.connect(sink)

  return {
    restore,
    async close() {
      isClosed = true
      unlink()
      await cache?.close()
    },
  }
}

/** The flags that changes touch, `undefined` where they touch what all flags share. */
function touchedFlags({ flags, ...shared }: FlagSetChanges): readonly string[] | undefined {
  return Object.keys(shared).length > 0 ? undefined : Object.keys(flags ?? {})
}
