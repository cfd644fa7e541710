import { createBodySink } from './body-sink.ts'
import { StreamConnection, type StreamSink } from './stream-connection.ts'

/** What is streamed, and to whom. */
export interface StreamResponseOptions {
  readonly headers: Readonly<Record<string, string>>
  /** What the client gets first, whatever its length: in parts, so that what many get is there once. */
  readonly first: readonly Uint8Array<ArrayBuffer>[]
  /** How much may wait besides, in bytes. Minimum: 1. */
  readonly maxQueueBytes: number
  /** Called once, when the client has left or the connection was ended. */
  readonly onEnd: (connection: StreamConnection) => void
}

/**
 * An answer that goes on. Whoever knows nothing of it reads its body; an adapter that has a socket takes the bytes as they
 * come, and can then let go of everything else that the request was made of.
 */
export class StreamResponse extends Response {
  readonly connection: StreamConnection
  /**
   * Takes what is streamed, from its beginning. Call it once, before anything reads the body.
   *
   * @returns a function to call when the client has left.
   */
  readonly deliver: (sink: StreamSink) => () => void

  constructor({ headers, first, maxQueueBytes, onEnd }: StreamResponseOptions) {
    const body = createBodySink(() => connection.end('left'))
    super(body.body, { headers })
    let firstBytes = 0
    for (const part of first) if (part.byteLength > 0) firstBytes = body.write(part)
    const connection = new StreamConnection(body, firstBytes + maxQueueBytes, onEnd)
    this.connection = connection
    this.deliver = (sink) => {
      body.pour(sink)
      connection.redirect(sink)
      return leaver(connection)
    }
  }
}

/** A function of its own, so that what it returns keeps the connection in memory and nothing else of the answer. */
function leaver(connection: StreamConnection): () => void {
  return () => connection.end('left')
}
