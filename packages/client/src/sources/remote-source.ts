import type { EvaluationContext } from '@halyard/schema'
import { type AwaitedContext, awaitContext } from '../awaited-context.ts'
import { connectSource, type SourceConnection } from '../source-connection.ts'
import { beginWithBootstrap, type SourceSession, type SourceSessionOptions } from '../source-session.ts'
import { memoryStorage } from '../storage/memory-storage.ts'
import type { BoundFlagSource, RemoteFlagSource } from './flag-source.ts'

/**
 * Makes a source whose server evaluates. It brings along how a client gets from one context to the next, so that pages
 * whose rules are evaluated in the browser do not carry that.
 *
 * @param forContext see {@link RemoteFlagSource}.
 * @example
 * const source = remoteSource((context) => ({ id: `mine ${JSON.stringify(context)}`, load, connect }))
 */
export function remoteSource(forContext: RemoteFlagSource['forContext']): RemoteFlagSource {
  return { forContext, createSession: (options) => createRemoteSession(forContext, options) }
}

function createRemoteSession(
  forContext: RemoteFlagSource['forContext'],
  options: SourceSessionOptions,
): SourceSession {
  const { core } = options
  const { store } = core
  let source: BoundFlagSource = forContext(store.inputs.context)
  let connection: SourceConnection | undefined
  let awaited: AwaitedContext | undefined
  const rendered = beginWithBootstrap(source, options, store.inputs.context)

  function connect(): void {
    const { cacheMode } = source
    const isLate = cacheMode === 'network-first'
    let restoreLate = (): unknown => undefined
    connection = connectSource({
      ...options,
      source,
      storage: cacheMode === 'disabled' ? memoryStorage() : options.storage,
      restoresLate: isLate,
      closed: connection?.close(),
      // Never the flags of another context.
      held: () => (awaited ? undefined : store.inputs.held),
      hold(held, status, ...causes) {
        const arrived = awaited
        awaited = undefined
        if (arrived) causes.push({ cause: 'context' })
        core.update({ held, ...(arrived && { context: arrived.context }) }, status, ...causes)
        arrived?.settle()
      },
      onFailure(event) {
        if (event.type === 'refused') giveUpAwaited(event.error)
        else if (!event.misconfigured) restoreLate()
      },
    })
    if (isLate) restoreLate = connection.restore
  }

  function giveUpAwaited(reason: string): void {
    awaited?.settle(reason)
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
    async setContext(context: EvaluationContext) {
      const { status } = core.state
      if (status === 'stopped') throw new Error('this client is stopped: create another one')
      const isIdle = status === 'idle'
      if (!isIdle) awaited = awaitContext(context, awaited)
      const arrival = awaited?.arrival
      source = forContext(context)
      // What a client was given to begin with belongs to the context before.
      if (isIdle) core.update({ context, held: undefined }, null, { cause: 'context' })
      else connect()
      return arrival
    },
    async close() {
      giveUpAwaited('the client was closed')
      await connection?.close()
    },
  }
}
