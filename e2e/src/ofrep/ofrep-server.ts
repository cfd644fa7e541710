import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** A small OFREP server with one flag, `announcement`. It knows nothing of Halyard. */
export interface OfrepServer extends AsyncDisposable {
  /** Every answer to an evaluation, as `status targetingKey`. */
  readonly answers: readonly string[]
  /** Evaluates to this text from now on, followed by the targeting key, and tells the open streams. */
  serve(announcement: string): void
  /** Answers so many evaluations with 429 and this header. */
  limit(count: number, retryAfter: string): void
  listen(): Promise<void>
  stop(): Promise<void>
}

const KEY = 'e2e'
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type, if-none-match, x-api-key',
  'access-control-expose-headers': 'etag, retry-after',
}

/**
 * Creates a server, which does not listen yet.
 *
 * @param port it listens there again after a restart.
 */
export function createOfrepServer(port: number): OfrepServer {
  const answers: string[] = []
  const streams = new Set<ServerResponse>()
  let version = 0
  let announcement = ''
  let limited = { count: 0, retryAfter: '' }
  let server: Server | undefined

  async function evaluate(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { context } = JSON.parse(await text(request)) as { context: { targetingKey: string } }
    const { targetingKey } = context
    const tag = `"${version}-${targetingKey}"`
    const answer = (status: number, headers: Record<string, string>, body = ''): void => {
      answers.push(`${status} ${targetingKey}`)
      response.writeHead(status, { ...CORS, ...headers }).end(body)
    }
    if (request.headers['x-api-key'] !== KEY) return answer(401, {})
    if (limited.count > 0) {
      limited = { ...limited, count: limited.count - 1 }
      return answer(429, { 'retry-after': limited.retryAfter })
    }
    if (request.headers['if-none-match'] === tag) return answer(304, { etag: tag })
    const value = `${announcement} for ${targetingKey}`
    const body = {
      flags: [{ key: 'announcement', value, reason: 'TARGETING_MATCH', variant: `v${version}` }],
      eventStreams: [{ type: 'sse', endpoint: { requestUri: '/stream?token=secret' } }],
    }
    answer(200, { etag: tag, 'content-type': 'application/json' }, JSON.stringify(body))
  }

  function handle(request: IncomingMessage, response: ServerResponse): void {
    if (request.method === 'OPTIONS') response.writeHead(204, CORS).end()
    else if (request.method === 'POST' && request.url?.startsWith('/ofrep/v1/evaluate/flags')) {
      void evaluate(request, response)
    } else if (request.url === '/stream?token=secret') {
      response.writeHead(200, { ...CORS, 'content-type': 'text/event-stream' })
      response.flushHeaders()
      streams.add(response)
      response.on('close', () => streams.delete(response))
    } else response.writeHead(404, CORS).end()
  }

  async function stop(): Promise<void> {
    if (!server?.listening) return
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }

  return {
    answers,
    serve(next) {
      version += 1
      announcement = next
      const event = JSON.stringify({ type: 'refetchEvaluation', etag: String(version) })
      for (const stream of streams) stream.write(`data: ${event}\n\n`)
    },
    limit(count, retryAfter) {
      limited = { count, retryAfter }
    },
    async listen() {
      server = createServer(handle)
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    stop,
    [Symbol.asyncDispose]: stop,
  }
}
