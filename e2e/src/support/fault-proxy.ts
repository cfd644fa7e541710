import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type LocalServer, listenLocally } from './local-server.ts'

/** What goes wrong between page and server. */
export interface Fault {
  /** What it does goes wrong for streams only. @default false: for whatever is asked */
  readonly streamsOnly?: boolean
  /** Answers instead of the server. */
  answer?(response: ServerResponse): void
  /**
   * Passes on a piece of an answer of the server: as it is, in another form, late, or not at all.
   *
   * @param piece what the server sent.
   */
  pass?(piece: Buffer, response: ServerResponse): void
}

/** A way to a server on which things go wrong as a test wants it. `await using` closes it. */
export interface FaultProxy extends LocalServer {
  /** The server behind it, which may change. */
  target: string
  /** Lets this go wrong from now on, also for what is open already; `null` mends it. */
  fault: Fault | null
  /** What the server answered since the fault was set or mended, as `200 /path`. */
  readonly statuses: readonly string[]
  /** Cuts whatever is open. */
  cut(): void
}

const CORS = { 'access-control-allow-origin': '*' }

/** Starts a proxy on a free port. It passes on everything, but hides headers that pages of other origins may not read. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const open = new Set<ServerResponse>()
  let fault: Fault | null = null
  let statuses: string[] = []

  function faultFor(incoming: IncomingMessage): Fault | null {
    const isStream = incoming.url?.endsWith('/stream')
    return incoming.method !== 'OPTIONS' && (isStream || !fault?.streamsOnly) ? fault : null
  }

  const server = await listenLocally((incoming, outgoing) => {
    const { method = 'GET', url = '/', headers } = incoming
    open.add(outgoing)
    outgoing.on('close', () => open.delete(outgoing))
    const answer = faultFor(incoming)?.answer
    if (answer) {
      for (const [name, value] of Object.entries(CORS)) outgoing.setHeader(name, value)
      return answer(outgoing)
    }
    const passing = request(new URL(url, proxy.target), { method, headers, agent: false }, (answered) => {
      const { 'access-control-expose-headers': _, ...shown } = answered.headers
      outgoing.writeHead(answered.statusCode ?? 502, shown)
      outgoing.flushHeaders()
      if (method !== 'OPTIONS') statuses.push(`${answered.statusCode} ${url}`)
      answered.on('data', (piece: Buffer) => {
        const pass = faultFor(incoming)?.pass
        if (!pass) return outgoing.write(piece)
        pass(piece, outgoing)
      })
      answered.on('end', () => outgoing.end())
      answered.on('error', () => outgoing.destroy())
    })
    passing.on('error', () => outgoing.destroy())
    outgoing.on('close', () => passing.destroy())
    passing.end()
  })

  const proxy: FaultProxy = {
    ...server,
    target,
    get fault() {
      return fault
    },
    set fault(next) {
      fault = next
      statuses = []
    },
    get statuses() {
      return statuses
    },
    cut() {
      for (const response of open) response.destroy()
    },
  }
  return proxy
}
