import type { EvaluationContext } from '@halyard/schema'
import type { ClientCore } from './client-core.ts'
import type { Clock } from './clock.ts'
import { type HydratedFlags, hydrate } from './dehydrated-flags.ts'
import type { FlagClientOptions } from './flag-client-options.ts'
import { holdFlags } from './held-flags.ts'
import { connectSource, type SourceConnection } from './source-connection.ts'
import type { FlagSource } from './sources/flag-source.ts'
import type { FlagStorage } from './storage/flag-storage.ts'

/** A client's dealings with its source: connection, storage and other tabs. */
export interface SourceSession {
  /** What the client's bootstrap says, as it was evaluated where it comes from; nothing held where it has none. */
  readonly rendered: HydratedFlags
  /** Names what may be shown before the source was asked, `undefined` where nothing may. */
  readonly firstPaintId: string | undefined
  /** Whether the flags of another context are on their way. What is shown until then belongs to the one before. */
  readonly isAwaiting?: boolean
  connect(): void
  /** See `FlagClient`. */
  setContext(context: EvaluationContext): Promise<void>
  /** Ends the connection. Resolves when storage is closed. */
  close(): Promise<void>
}

/** What a {@link SourceSession} is made of. */
export interface SourceSessionOptions extends Pick<FlagClientOptions, 'bootstrap' | 'tabs' | 'onDiagnostic'> {
  readonly core: ClientCore
  readonly storage: FlagStorage
  readonly clock: Clock
  /** See `FlagClientOptions`. */
  readonly hiddenTimeoutMs: number
}

/** Creates the session of a client that was not started yet, with a source that serves every context. */
export function createSourceSession(source: FlagSource, options: SourceSessionOptions): SourceSession {
  const { core } = options
  let connection: SourceConnection | undefined
  return {
    rendered: beginWithBootstrap(source, options),
    firstPaintId: source.id,
    connect() {
      connection = connectSource({ ...options, source })
    },
    async setContext(context) {
      core.update({ context }, null, { cause: 'context' })
    },
    close: async () => connection?.close(),
  }
}

/**
 * Gives a client what it has to begin with; nobody observes yet.
 *
 * @param context the client's, where its server evaluates; `undefined` where any will do.
 * @returns what its bootstrap says, also where that is not for this client.
 */
export function beginWithBootstrap(
  source: FlagSource,
  { bootstrap, core, onDiagnostic }: SourceSessionOptions,
  context?: EvaluationContext,
): HydratedFlags {
  const rendered = hydrate(bootstrap, source)
  const isOwn = !context || JSON.stringify(context) === JSON.stringify(rendered.context)
  // Its server has not confirmed it to this client.
  if (rendered.held && isOwn) core.store.update({ held: holdFlags(rendered.held, 'cached') })
  else if (bootstrap) {
    const message = 'bootstrap is ignored: take it with dehydrate(), in the context of this client'
    onDiagnostic?.({ code: 'bootstrap-ignored', message })
  }
  return rendered
}
