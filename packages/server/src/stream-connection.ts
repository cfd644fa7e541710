/** Where the bytes of a stream go. */
export interface StreamSink {
  /**
   * Sends bytes, or queues them while the client is slower.
   *
   * @returns how many bytes wait now, these included.
   */
  write(bytes: Uint8Array<ArrayBuffer>): number
  /** How many bytes wait now. */
  waitingBytes(): number
  /** Ends after what is queued; with `abort`, at once. Called once. */
  end(how: 'flush' | 'abort'): void
}

/**
 * One client's end of a stream, as the hub sees it. The hub hands the same bytes to every connection; how they reach the
 * client is its sink's affair. A class, because a service holds many of them, and an instance is smaller than closures.
 */
export class StreamConnection {
  #sink: StreamSink | undefined
  readonly #maxWaitingBytes: number
  readonly #onEnd: (connection: StreamConnection) => void

  /**
   * @param sink where bytes go at first.
   * @param maxWaitingBytes how much may wait for a slow client.
   * @param onEnd called once, when the client has left or the connection was ended.
   */
  constructor(sink: StreamSink, maxWaitingBytes: number, onEnd: (connection: StreamConnection) => void) {
    this.#sink = sink
    this.#maxWaitingBytes = maxWaitingBytes
    this.#onEnd = onEnd
  }

  /**
   * Sends bytes.
   *
   * @returns `false` when too much waits, or the connection has ended: it is given up, and the client will come back and
   * resume.
   */
  send(bytes: Uint8Array<ArrayBuffer>): boolean {
    return this.#sink !== undefined && this.#sink.write(bytes) <= this.#maxWaitingBytes
  }

  /** How many bytes wait for the client now. */
  waitingBytes(): number {
    return this.#sink?.waitingBytes() ?? 0
  }

  /** Sends to another sink from now on, unless the connection has ended. */
  redirect(sink: StreamSink): void {
    if (this.#sink) this.#sink = sink
  }

  /** Ends the connection; without a word to the sink where that has ended by itself. Does nothing the second time. */
  end(how: 'flush' | 'abort' | 'left'): void {
    const sink = this.#sink
    this.#sink = undefined
    if (!sink) return
    if (how !== 'left') sink.end(how)
    this.#onEnd(this)
  }
}
