import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { STRICT_HEADERS } from '../answers.ts'

/** Why `node:http` makes no request of what a client sent. */
const REASONS: { readonly [code: string]: { readonly status: number; readonly message: string } } = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    message: 'The headers are longer than 16 kB. Send fewer or shorter ones.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    message: 'The request took too long to arrive. Send it again, all at once.',
  },
}
const MALFORMED = { status: 400, message: 'This is no request of HTTP/1.1. Mend it.' }

/** Answers, as every request is answered, what is not even one, and closes the connection. For `clientError` of a server. */
export function answerClientError({ code = '' }: NodeJS.ErrnoException, socket: Duplex): void {
  // in the middle of an answer, another one would be taken for its end
  const isFresh = 'bytesWritten' in socket && socket.bytesWritten === 0
  if (!socket.writable || !isFresh) return void socket.destroy()
  const { status, message } = REASONS[code] ?? MALFORMED
  const body = JSON.stringify({ error: { code: 'BAD_REQUEST', message } })
  const headers = {
    ...STRICT_HEADERS,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`)
}
