import type { StreamSink } from './stream-connection.ts'

/** A sink whose bytes are read from a body. */
export interface BodySink extends StreamSink {
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>
  /** Hands what nobody has read to another sink. The body has nothing to give any more. */
  pour(sink: StreamSink): void
}

/**
 * Creates a sink that is the body of a `Response`.
 *
 * @param onLeave called when the client has left.
 */
export function createBodySink(onLeave: () => void): BodySink {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let waitingBytes = 0
  let ended: 'flush' | 'abort' | undefined
  let wake = (): void => undefined

  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        while (chunks.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve))
        if (ended === 'abort') throw new Error('the client reads too slowly; it may come back and resume')
        if (chunks.length === 0) return controller.close()
        waitingBytes = 0
        controller.enqueue(Buffer.concat(chunks.splice(0)))
      },
      cancel: onLeave,
    },
    { highWaterMark: 0 },
  )
  return {
    body,
    write(bytes) {
      chunks.push(bytes)
      waitingBytes += bytes.byteLength
      wake()
      return waitingBytes
    },
    waitingBytes: () => waitingBytes,
    end(how) {
      ended = how
      wake()
    },
    pour(sink) {
      for (const chunk of chunks.splice(0)) sink.write(chunk)
      if (ended) sink.end(ended)
    },
  }
}
