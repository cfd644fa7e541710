import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { EvaluationContext } from '@halyard/schema'

/** An evaluation that a server was asked for. */
export interface OfrepRequest {
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly context: EvaluationContext
  /** The status of the answer. */
  readonly status: number
}

/** An answer in the place of an evaluation. */
export interface OfrepAnswer {
  readonly status: number
  readonly headers?: { readonly [name: string]: string }
  readonly body?: string
  /** Whether the end of the body never comes. */
  readonly isEndless?: boolean
}

/** An OFREP server that a test leads. It knows nothing of Halyard. */
export interface OfrepServer extends AsyncDisposable {
  /** As `http://127.0.0.1:4321`; known once it listens. */
  readonly origin: string
  readonly requests: readonly OfrepRequest[]
  /** How many event streams are open. */
  readonly openStreams: number
  /** How many event streams were ever opened. */
  readonly openedStreams: number
  /** The `eventStreams` of its evaluations. */
  eventStreams: readonly object[]
  /** Gives this instead of evaluations, unless it is `null`. */
  answer: ((request: Omit<OfrepRequest, 'status'>) => OfrepAnswer | null) | null
  /** Whether pages of other origins can read `ETag` and `Retry-After`. @default true */
  exposesHeaders: boolean
  /** Refuses event streams of these addresses. */
  refusedStreams: RegExp | null
  /** Evaluates like this from now on, and tells nobody. */
  serve(evaluate: (context: EvaluationContext) => readonly object[]): void
  /** Says something on every open stream. */
  say(event: object): void
  /** Ends every open stream. */
  cut(): void
  listen(): Promise<void>
  stop(): Promise<void>
}

/**
 * Creates a server, which does not listen yet.
 *
 * @param port it listens there again after a restart. @default any
 */
export function createOfrepServer(port = 0): OfrepServer {
  const requests: OfrepRequest[] = []
  const streams = new Set<ServerResponse>()
  let version = 0
  let evaluate: (context: EvaluationContext) => readonly object[] = () => []
  let openedStreams = 0
  let listening: Server | undefined

  const corsHeaders = (): Record<string, string> => ({
    'access-control-allow-origin': '*',
    'access-control-allow-headers': 'content-type, if-none-match, x-api-key',
    ...(server.exposesHeaders && { 'access-control-expose-headers': 'etag, retry-after' }),
  })

  function answerFor(request: Omit<OfrepRequest, 'status'>): OfrepAnswer {
    const given = server.answer?.(request)
    if (given) return given
    const { context, headers } = request
    const etag = `"${version}-${JSON.stringify(context).replaceAll('"', "'")}"`
    if (headers['if-none-match'] === etag) return { status: 304, headers: { etag } }
    const body = JSON.stringify({ flags: evaluate(context), eventStreams: server.eventStreams })
    return { status: 200, headers: { etag, 'content-type': 'application/json' }, body }
  }

  async function answerEvaluation(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { context } = JSON.parse(await text(request)) as { context: EvaluationContext }
    const asked = { url: new URL(request.url ?? '/', server.origin), headers: request.headers, context }
    const { status, headers, body = '', isEndless } = answerFor(asked)
    requests.push({ ...asked, status })
    // A page reads by the length that the body will end.
    const length = isEndless ? {} : { 'content-length': Buffer.byteLength(body) }
    response.writeHead(status, { ...corsHeaders(), ...headers, ...length })
    if (isEndless) response.write(body)
    else response.end(body)
  }

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = '/' } = request
    if (method === 'OPTIONS') response.writeHead(204, corsHeaders()).end()
    else if (method === 'POST' && url.startsWith('/ofrep/v1/evaluate/flags')) {
      void answerEvaluation(request, response)
    } else if (url.startsWith('/stream') && !server.refusedStreams?.test(url)) {
      response.writeHead(200, { ...corsHeaders(), 'content-type': 'text/event-stream' })
      // A browser's own reader comes back after three seconds otherwise.
      response.write('retry: 50\n\n')
      openedStreams += 1
      streams.add(response)
      response.on('close', () => streams.delete(response))
    } else response.writeHead(url === '/ping' ? 204 : 403, corsHeaders()).end()
  }

  async function stop(): Promise<void> {
    if (!listening?.listening) return
    const closed = once(listening, 'close')
    listening.close()
    listening.closeAllConnections()
    await closed
  }

  const server: OfrepServer = {
    get origin() {
      return `http://127.0.0.1:${(listening?.address() as AddressInfo | null)?.port ?? port}`
    },
    requests,
    get openStreams() {
      return streams.size
    },
    get openedStreams() {
      return openedStreams
    },
    eventStreams: [],
    answer: null,
    exposesHeaders: true,
    refusedStreams: null,
    serve(next) {
      version += 1
      evaluate = next
    },
    say(event) {
      for (const stream of streams) stream.write(`data: ${JSON.stringify(event)}\n\n`)
    },
    cut() {
      for (const stream of streams) stream.end()
    },
    async listen() {
      listening = createServer(handle)
      listening.listen(port, '127.0.0.1')
      await once(listening, 'listening')
    },
    stop,
    [Symbol.asyncDispose]: stop,
  }
  return server
}
