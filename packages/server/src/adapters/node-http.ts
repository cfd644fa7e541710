import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { answerError } from '../answers.ts'
import type { OperatedService } from '../operations/operate-service.ts'
import type { ServiceRequest } from '../service-request.ts'
import { StreamResponse } from '../stream-response.ts'
import { WholeResponse } from '../whole-response.ts'
import { answerClientError } from './answer-client-error.ts'
import { type ConnectionGate, type ConnectionOptions, createConnectionGate } from './connection-gate.ts'
import { createStreamSockets, type StreamSockets, takeOverSocket } from './stream-sockets.ts'

/** An open socket that a service answers on. */
export interface HttpListener {
  /** Where to reach it, such as `http://127.0.0.1:4870`. */
  readonly url: string
  readonly host: string
  readonly port: number
  /**
   * Stops accepting connections and resolves when all have ended. Close the service first, so that streams end by
   * themselves.
   *
   * @param options.graceMs after this long, connections that are still open are cut. @default 2000
   */
  close(options?: { readonly graceMs?: number }): Promise<void>
}

/** Where to listen, and to how many. */
export interface HttpListenerOptions extends ConnectionOptions {
  /** The address to listen on. @default '127.0.0.1', this machine only */
  readonly host?: string
  /** 0 takes any free one. @default 0 */
  readonly port?: number
}

/** How long a request may take to arrive, in milliseconds, and how often that is looked at. */
const REQUEST_TIMES = { headersTimeout: 10_000, requestTimeout: 60_000, connectionsCheckingInterval: 5000 }

/**
 * Opens a socket for a service. Connections beyond a bound are told to the service with the request, see {@link Peer}:
 * {@link operateService} refuses them.
 *
 * @throws rejects with Node's error when the port cannot be had; `error.code` is `EADDRINUSE` when it is taken.
 * @example const { url, close } = await listen(operateService(service), { port: 4870, maxConnections: 20_000 })
 */
export async function listen(
  service: OperatedService,
  { host = '127.0.0.1', port = 0, ...connections }: HttpListenerOptions = {},
): Promise<HttpListener> {
  const streams = createStreamSockets()
  const gate = createConnectionGate(connections)
  // without noDelay, small events would wait for the acknowledgement of earlier ones
  const server = createServer(
    { noDelay: true, ...REQUEST_TIMES },
    (request, response) => void answer(service, request, response, { server, streams, gate }),
  )
  server.on('connection', gate.enter)
  server.on('clientError', answerClientError)
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address() as AddressInfo
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return {
    url: `http://${name}:${address.port}`,
    host: address.address,
    port: address.port,
    async close({ graceMs = 2000 } = {}) {
      const isClosed = new Promise((resolve) => server.close(resolve))
      const cut = setTimeout(() => {
        server.closeAllConnections()
        streams.cut()
      }, graceMs)
      await Promise.all([isClosed, streams.ended()])
      clearTimeout(cut)
    },
  }
}

/** Where a request has arrived. */
interface Place {
  readonly server: Server
  readonly streams: StreamSockets
  readonly gate: ConnectionGate
}

async function answer(
  service: OperatedService,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { server, streams, gate }: Place,
): Promise<void> {
  const request = toRequest(incoming)
  const peer = gate.peerOf(incoming)
  const response = request instanceof Response ? request : await service.fetch(request, peer)
  if (response instanceof StreamResponse) {
    const socket = takeOverSocket(incoming, outgoing)
    if (socket) {
      gate.keep(socket)
      return streams.answer(response, socket)
    }
  }
  // one with an unread body in it cannot carry another request, and kept alive it would hold up the end of the process, once
  // that has begun
  if (peer.refusal || !incoming.complete || !server.listening) outgoing.setHeader('Connection', 'close')
  if (response instanceof WholeResponse) {
    return void outgoing.writeHead(response.status, response.fields).end(response.content)
  }
  // a stream's connection is of no further use
  if (response.headers.get('content-type') === 'text/event-stream') outgoing.setHeader('Connection', 'close')
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  if (!response.body) return void outgoing.end()
  try {
    // reads no faster than the client does, and cancels the body when the client leaves
    await pipeline(Readable.fromWeb(response.body), outgoing)
  } catch {
    // the client has left, or the service gave it up: either way the connection is gone, and nobody is there to tell
    outgoing.destroy()
  }
}

/** Answers itself where there is nothing that a service could answer. The body is read as far as an endpoint reads it. */
function toRequest(incoming: IncomingMessage): ServiceRequest | Response {
  const { method = 'GET', url = '/' } = incoming
  const address = URL.parse(url, 'http://service.invalid')
  // no client of ours writes a name and a password into the address, and `Request` refuses them
  if (!address || address.username || address.password) return answerError('BAD_REQUEST', url)
  // one that would send a request back as it came, which `Request` refuses, too
  if (method === 'TRACE') return answerError('METHOD_NOT_ALLOWED', method)
  return {
    method,
    url: address.href,
    headers: { get: (name) => readHeader(incoming, name.toLowerCase()) },
    body: method === 'GET' || method === 'HEAD' ? null : incoming,
  }
}

/** As `Headers` would have it. Node's own tables of them are for all headers, of which a service asks for a few. */
function readHeader({ rawHeaders }: IncomingMessage, name: string): string | null {
  let value: string | null = null
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const raw = rawHeaders[index] ?? ''
    if (raw.length !== name.length || raw.toLowerCase() !== name) continue
    value = value === null ? (rawHeaders[index + 1] ?? '') : `${value}, ${rawHeaders[index + 1]}`
  }
  return value
}
