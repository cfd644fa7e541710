/**
 * One client's end of the stream, as the hub sees it. The hub hands the same bytes to every connection; how they reach
 * the client is the connection's own affair.
 */
export interface StreamConnection {
  /**
   * Sends bytes, or queues them while the client is slower.
   *
   * @returns `false` when the queue is over its bound: the connection is given up, and the client will come back and
   * resume.
   */
  send(bytes: Uint8Array<ArrayBuffer>): boolean
  /** Ends the connection after what is queued; with `abort`, at once. Does nothing when it has ended. */
  end(how: 'flush' | 'abort'): void
}

/** A connection whose bytes are read from a body. */
export interface BodyConnection extends StreamConnection {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>
}

/**
 * Creates a connection that is the body of a `Response`.
 *
 * @param options.first what the client gets first; never too long for the queue.
 * @param options.maxQueueBytes how much may wait besides, in bytes.
 * @param options.onEnd called once, when the client has left or the connection was ended.
 */
export function createBodyConnection(options: {
  readonly first: Uint8Array<ArrayBuffer>
  readonly maxQueueBytes: number
  readonly onEnd: () => void
}): BodyConnection {
  const { first, maxQueueBytes, onEnd } = options
  let controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>> | undefined
  function finish(how: (open: NonNullable<typeof controller>) => void): void {
    const open = controller
    controller = undefined
    if (!open) return
    how(open)
    onEnd()
  }
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(started) {
        controller = started
        started.enqueue(first)
      },
      cancel: () => finish(() => undefined),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: first.byteLength + maxQueueBytes }),
  )
  return {
    body,
    send(bytes) {
      if (!controller) return false
      controller.enqueue(bytes)
      // negative: more waits than the mark allows
      return (controller.desiredSize ?? 0) >= 0
    },
    end: (how) =>
      finish((open) =>
        how === 'flush'
          ? open.close()
          : open.error(new Error('the client reads too slowly; it may come back and resume')),
      ),
  }
}
