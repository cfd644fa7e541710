import type { Fault } from '../support/fault-proxy.ts'

/** Something that goes wrong until it is mended, and what the page says of it. */
export interface NamedFault extends Fault {
  readonly title: string
  readonly says: RegExp
}

const isChange = (piece: Buffer): boolean => piece.includes('event: change')

/** A page of another origin may read the header. */
const READABLE = { 'access-control-expose-headers': 'Retry-After' }

/** Everything that is tried between page and server. */
export const FAULTS: readonly NamedFault[] = [
  {
    title: 'the connection is cut in the middle of an event',
    says: /network error/,
    pass(piece, response) {
      response.write(piece.subarray(0, piece.length / 2))
      response.destroy()
    },
  },
  {
    title: 'the connection stands, and nothing arrives any more',
    says: /said nothing for 1 s/,
    pass: () => undefined,
  },
  {
    title: 'bytes trickle in, one at a time, and never end a line',
    says: /said nothing for 1 s/,
    pass(piece, response) {
      const bytes = [...piece.filter((byte) => byte !== 10)]
      const trickle = setInterval(() => {
        const byte = bytes.shift()
        if (byte === undefined) clearInterval(trickle)
        else response.write(Buffer.of(byte))
      }, 20)
      response.on('close', () => clearInterval(trickle))
    },
  },
  {
    title: 'events end in the middle of their JSON',
    says: /"change" event is not JSON/,
    pass: (piece, response) =>
      void response.write(isChange(piece) ? `${String(piece).slice(0, -30)}\n\n` : piece),
  },
  {
    title: 'a snapshot ends in the middle of its JSON',
    says: /"snapshot" event is not JSON/,
    answer: (response) =>
      void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"revision":"x.1","flagSet":{'),
  },
  {
    title: 'everything is answered with 500',
    says: /answered 500/,
    answer: (response) => void response.writeHead(500).end('broken'),
  },
  {
    title: 'everything is answered with 429 and seconds',
    says: /answered 429/,
    answer: (response) => void response.writeHead(429, { 'retry-after': '1', ...READABLE }).end(),
  },
  {
    title: 'everything is answered with 429 and a date',
    says: /answered 429/,
    answer(response) {
      const date = new Date(Date.now() + 1000).toUTCString()
      response.writeHead(429, { 'retry-after': date, ...READABLE }).end()
    },
  },
  {
    title: 'everything is answered with a page',
    says: /answered with text\/html, not with/,
    answer: (response) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Please log in</p>'),
  },
  {
    title: 'nothing is ever answered',
    says: /said nothing for 1 s/,
    answer: () => undefined,
  },
]
