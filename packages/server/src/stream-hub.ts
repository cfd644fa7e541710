import { encodeStreamEvent, type StreamEvent } from '@halyard/protocol/wire'
import type { StreamConnection } from './stream-connection.ts'
import type { Timers } from './timers.ts'

/** Holds the open streams and writes the same bytes to each. */
export interface StreamHub {
  /** Open connections right now. */
  readonly size: number
  add(connection: StreamConnection): void
  /** Forgets a connection that has ended. */
  remove(connection: StreamConnection): void
  /** Sends an event to every connection; one that has fallen too far behind is ended. */
  broadcast(event: StreamEvent): void
  /** Tells every client when to come back, and ends all connections. */
  close(): void
}

/** How a hub keeps its connections. */
export interface StreamHubOptions {
  /** How often every connection gets a comment line, in milliseconds. Minimum: 1. */
  readonly heartbeatMs: number
  /** Over how long clients spread their return after {@link StreamHub.close}, in milliseconds. Minimum: 1. */
  readonly retryWithinMs: number
  readonly timers: Timers
  /** Adds a signature to the JSON text of a change. */
  readonly sign?: ((json: string) => string) | undefined
}

/** @example createStreamHub({ heartbeatMs: 15_000, retryWithinMs: 5_000, timers: systemTimers }) */
export function createStreamHub({ heartbeatMs, retryWithinMs, timers, sign }: StreamHubOptions): StreamHub {
  const encoder = new TextEncoder()
  const connections = new Set<StreamConnection>()
  const heartbeat = encoder.encode(':\n\n')

  function sendToAll(bytes: Uint8Array<ArrayBuffer>): void {
    for (const connection of connections) {
      if (connection.send(bytes)) continue
      connections.delete(connection)
      connection.end('abort')
    }
  }
  const stopHeartbeat = timers.every(heartbeatMs, () => sendToAll(heartbeat))

  return {
    get size() {
      return connections.size
    },
    add: (connection) => void connections.add(connection),
    remove: (connection) => void connections.delete(connection),
    broadcast: (event) => sendToAll(encoder.encode(encodeStreamEvent(event, sign))),
    close() {
      stopHeartbeat()
      sendToAll(encoder.encode(encodeStreamEvent({ type: 'goodbye', retryWithinMs })))
      for (const connection of connections) connection.end('flush')
      connections.clear()
    },
  }
}
