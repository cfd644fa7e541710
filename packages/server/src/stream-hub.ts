import type { StreamConnection } from './stream-connection.ts'
import type { Timers } from './timers.ts'

/** Holds the open streams and writes the same bytes to each. */
export interface StreamHub {
  /** Open connections right now. */
  readonly size: number
  /** What waits for slow clients right now, in bytes. */
  readonly queuedBytes: number
  add(connection: StreamConnection): void
  /** Forgets a connection that has ended. */
  remove(connection: StreamConnection): void
  /** Sends an event, encoded once, to every connection; one that has fallen too far behind is ended. */
  broadcast(event: string): void
  /**
   * Ends all connections.
   *
   * @param farewell the last event for a connection. Its `share`, from 0 up to, but without, 1, is another one for each, so
   * that clients can be told to come back one after the other.
   */
  close(farewell: (share: number) => string): void
}

/** Hears what happens to the streams of a hub. Must not throw. */
export interface StreamObserver {
  /**
   * An event is about to be written to every connection.
   *
   * @returns a function that is called when it was.
   */
  broadcasting(): () => void
  /** A client was given up because too much waited for it. */
  dropped(): void
}

/** How a hub keeps its connections. */
export interface StreamHubOptions {
  /** How often every connection gets a comment line, in milliseconds. Minimum: 1. */
  readonly heartbeatMs: number
  readonly timers: Timers
  /** @default nobody */
  readonly observer?: StreamObserver | undefined
}

/** @example createStreamHub({ heartbeatMs: 15_000, timers: systemTimers }) */
export function createStreamHub({ heartbeatMs, timers, observer }: StreamHubOptions): StreamHub {
  const encoder = new TextEncoder()
  const connections = new Set<StreamConnection>()
  const heartbeat = encoder.encode(':\n\n')

  function sendToAll(bytes: Uint8Array<ArrayBuffer>): void {
    for (const connection of connections) {
      if (connection.send(bytes)) continue
      connections.delete(connection)
      connection.end('abort')
      observer?.dropped()
    }
  }
  const stopHeartbeat = timers.every(heartbeatMs, () => sendToAll(heartbeat))

  return {
    get size() {
      return connections.size
    },
    get queuedBytes() {
      let bytes = 0
      for (const connection of connections) bytes += connection.waitingBytes()
      return bytes
    },
    add: (connection) => void connections.add(connection),
    remove: (connection) => void connections.delete(connection),
    broadcast(event) {
      const done = observer?.broadcasting()
      sendToAll(encoder.encode(event))
      done?.()
    },
    close(farewell) {
      stopHeartbeat()
      const { size } = connections
      let place = 0
      for (const connection of connections) {
        connection.send(encoder.encode(farewell(place / size)))
        connection.end('flush')
        place += 1
      }
      connections.clear()
    },
  }
}
