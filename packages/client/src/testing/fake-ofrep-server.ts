import type { FlagValue } from '@halyard/schema'

/** One evaluation that a {@link FakeOfrepServer} was asked for. */
export interface FakeOfrepRequest {
  readonly url: URL
  readonly headers: Headers
  readonly context: { readonly [attribute: string]: unknown }
}

/** A stream that a client opened. */
export interface FakeEventStream {
  readonly url: string
  readonly headers: Headers
  readonly isAborted: () => boolean
  /** Says all of these in one piece. */
  say(...data: readonly unknown[]): void
  write(text: string): void
  end(): void
}

/** An OFREP server in the shape of `fetch`, with real responses. */
export interface FakeOfrepServer {
  readonly fetch: typeof globalThis.fetch
  readonly requests: readonly FakeOfrepRequest[]
  readonly streams: readonly FakeEventStream[]
  /** The `eventStreams` of its answers. */
  eventStreams: readonly unknown[]
  /** Gives this instead of flags, or of a stream, until it is `null`. */
  answer: ((url: string) => Response | Promise<Response> | null) | null
  /** Whether answers carry an `ETag` that the client may read. @default true */
  tags: boolean
  /** Serves these entries from now on; a plain value becomes an entry with the reason `STATIC`. */
  serve(flags: { readonly [flagKey: string]: FlagValue | { readonly entry: object } }): void
}

/** Creates a server; `serve` it something before it is asked. */
export function createFakeOfrepServer(): FakeOfrepServer {
  const requests: FakeOfrepRequest[] = []
  const streams: FakeEventStream[] = []
  const encoder = new TextEncoder()
  let version = 0
  let flags: object[] = []

  function open(url: string, init: RequestInit | undefined): Response {
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined
    const body = new ReadableStream<Uint8Array>({
      start(given) {
        controller = given
      },
    })
    const write = (text: string): void => controller?.enqueue(encoder.encode(text))
    streams.push({
      url,
      headers: new Headers(init?.headers),
      isAborted: () => init?.signal?.aborted ?? false,
      say: (...data) => write(data.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')),
      write,
      end: () => controller?.close(),
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }

  const server: FakeOfrepServer = {
    requests,
    streams,
    eventStreams: [],
    answer: null,
    tags: true,
    async fetch(input, init) {
      const url = String(input)
      const headers = new Headers(init?.headers)
      if (init?.method === 'POST') {
        const { context } = JSON.parse(String(init.body)) as FakeOfrepRequest
        requests.push({ url: new URL(url), headers, context })
      }
      const given = await server.answer?.(url)
      if (given) return given
      if (init?.method !== 'POST') return open(url, init)
      const tag = server.tags ? `"${version}"` : null
      if (tag && headers.get('if-none-match') === tag) return new Response(null, { status: 304 })
      const { eventStreams } = server
      return Response.json(
        { flags, metadata: { set: 's' }, eventStreams },
        { headers: tag ? { etag: tag } : {} },
      )
    },
    serve(next) {
      version += 1
      flags = Object.entries(next).map(([key, value]) => ({
        key,
        ...(typeof value === 'object' && 'entry' in value
          ? (value.entry as object)
          : { value, reason: 'STATIC', variant: 'served' }),
      }))
    },
  }
  return server
}
