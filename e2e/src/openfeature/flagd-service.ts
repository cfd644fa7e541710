import { type LocalServer, listenLocally } from '../support/local-server.ts'

/** A flag as flagd says what it evaluates to. */
interface EvaluatedFlag {
  readonly reason: string
  readonly variant: string
  readonly boolValue?: boolean
  readonly stringValue?: string
}

/**
 * Starts what speaks to flagd's web provider as flagd does, as far as that provider asks.
 *
 * Sources: flagd's `flagd.evaluation.v1.Service` (`ResolveAll`, `EventStream`), and the Connect protocol with JSON: one
 * answer is the message, a stream is a sequence of messages behind a byte of flags and four of length.
 */
export function startFlagdService(flags: Readonly<Record<string, EvaluatedFlag>>): Promise<LocalServer> {
  return listenLocally((request, response) => {
    response.setHeader('access-control-allow-origin', '*')
    response.setHeader('access-control-allow-headers', 'connect-protocol-version, content-type')
    if (request.method === 'OPTIONS') {
      response.writeHead(204).end()
    } else if (request.url === '/flagd.evaluation.v1.Service/ResolveAll') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ flags }))
    } else if (request.url === '/flagd.evaluation.v1.Service/EventStream') {
      // It stays open, as long as the page does.
      response.writeHead(200, { 'content-type': 'application/connect+json' })
      response.write(envelope({ type: 'provider_ready' }))
    } else {
      response.writeHead(404).end()
    }
  })
}

function envelope(message: object): Buffer {
  const text = Buffer.from(JSON.stringify(message))
  const head = Buffer.alloc(5)
  head.writeUInt32BE(text.length, 1)
  return Buffer.concat([head, text])
}
