import { encodeStreamEvent, type StreamEvent } from '@halyard/protocol/wire'

/** One request that a {@link FakeStreamServer} got. */
export interface FakeConnection {
  readonly url: string
  readonly headers: Headers
  /** Whether the client has let go of it. */
  readonly isAborted: () => boolean
  say(event: StreamEvent): void
  write(text: string): void
  end(): void
}

/** A server in the shape of `fetch`: a real `Response` with a real stream, and the test on the other end. */
export interface FakeStreamServer {
  readonly fetch: typeof globalThis.fetch
  readonly connections: readonly FakeConnection[]
  /** Gives this instead of a stream, until it is `null`. */
  answer: ((url: string, headers: Headers) => Response | null) | null
}

/** Creates a server. */
export function createFakeStreamServer(): FakeStreamServer {
  const connections: FakeConnection[] = []
  const encoder = new TextEncoder()
  const server: FakeStreamServer = {
    connections,
    answer: null,
    async fetch(input, init) {
      let controller: ReadableStreamDefaultController<Uint8Array> | undefined
      const body = new ReadableStream<Uint8Array>({
        start(given) {
          controller = given
        },
      })
      const write = (text: string): void => controller?.enqueue(encoder.encode(text))
      const url = String(input)
      const headers = new Headers(init?.headers)
      connections.push({
        url,
        headers,
        isAborted: () => init?.signal?.aborted ?? false,
        say: (event) => write(encodeStreamEvent(event)),
        write,
        end: () => controller?.close(),
      })
      const type = url.endsWith('/snapshot') ? 'application/json' : 'text/event-stream'
      const stream = new Response(body, { headers: { 'content-type': type } })
      return server.answer?.(url, headers) ?? stream
    },
  }
  return server
}
