import { once } from 'node:events'
import { connect } from 'node:net'
import { BULK_REQUEST } from '../servers/bulk-request.ts'
import type { ServerName } from '../servers/server-names.ts'
import { startServerProcess } from './server-process.ts'

/** What a server answers. */
export interface RequestCost {
  readonly perSecond: number
  /** The length of one body, in bytes. */
  readonly bodyBytes: number
}

const CONNECTIONS = 16

/**
 * Asks a fresh server for all of 100 flags, over a few connections that stay open, each with one request at a time.
 *
 * @param forMs for how long it is measured, in milliseconds, after half as long to warm up.
 */
export async function measureRequests(name: ServerName, forMs: number): Promise<RequestCost> {
  await using server = await startServerProcess(name)
  const { host, hostname, port, href } = server.url
  const { path, body } = BULK_REQUEST
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(new URL(path, href), { method: 'POST', body, headers })
  const bodyBytes = (await answer.arrayBuffer()).byteLength
  const request = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  const buffer = Buffer.alloc(2 ** 18)
  let answered = 0
  let isOver = false

  /** All answers are of one length, so that nothing but the first has to be read. */
  async function keepAsking(): Promise<void> {
    let answerBytes = Number.POSITIVE_INFINITY
    let gotBytes = 0
    const callback = (bytes: number): boolean => {
      gotBytes += bytes
      if (answerBytes === Number.POSITIVE_INFINITY) {
        const headBytes = buffer.subarray(0, bytes).indexOf('\r\n\r\n') + 4
        if (!/^content-length: \d/im.test(buffer.toString('latin1', 0, headBytes))) socket.destroy()
        answerBytes = headBytes + bodyBytes
      }
      if (gotBytes >= answerBytes) {
        gotBytes -= answerBytes
        answered += 1
        if (isOver) socket.destroy()
        else socket.write(request)
      }
      return true
    }
    const socket = connect({ host: hostname, port: Number(port), onread: { buffer, callback } })
    socket.write(request)
    await once(socket, 'close')
    if (!isOver) throw new Error(`${name} ended a connection, or does not say how long its answer is`)
  }

  const asking = Promise.all(Array.from({ length: CONNECTIONS }, keepAsking))
  const pass = (ms: number) => Promise.race([new Promise((resolve) => setTimeout(resolve, ms)), asking])
  await pass(forMs / 2)
  const [before, beganAtMs] = [answered, performance.now()]
  await pass(forMs)
  const perSecond = ((answered - before) * 1000) / (performance.now() - beganAtMs)
  isOver = true
  await asking
  return { perSecond, bodyBytes }
}
