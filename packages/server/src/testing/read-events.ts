import { parseStreamEvent, type StreamEvent } from '@halyard/protocol/wire'
import { EventSourceParserStream } from 'eventsource-parser/stream'

/** The events of a stream as a client reads them, one at a time. */
export interface EventReader {
  /** Waits for the next event; `undefined` when the stream has ended. Rejects when it broke off. */
  next(): Promise<StreamEvent | undefined>
  /** Leaves. */
  close(): Promise<void>
}

/** Reads an answer of the stream endpoint. Throws for an event that no client would understand. */
export function readEvents(response: Response): EventReader {
  const reader = (response.body ?? new ReadableStream<Uint8Array<ArrayBuffer>>())
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader()
  return {
    async next() {
      const { value, done } = await reader.read()
      if (done) return undefined
      const event = parseStreamEvent(value.event ?? '', value.data)
      if (event === null || typeof event === 'string')
        throw new Error(`not an event: ${event ?? value.event}`)
      return event
    },
    close: () => reader.cancel(),
  }
}
