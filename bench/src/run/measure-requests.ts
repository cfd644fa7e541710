import { once } from 'node:events'
import { connect } from 'node:net'
import { BULK_PATH, bulkRequestBody, type Visitors } from '../servers/bulk-request.ts'
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
 * @param visitors who asks.
 * @param forMs for how long it is measured, in milliseconds, after half as long to warm up.
 */
export async function measureRequests(
  name: ServerName,
  visitors: Visitors,
  forMs: number,
): Promise<RequestCost> {
  await using server = await startServerProcess(name)
  const { host, hostname, port, href } = server.url
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(new URL(BULK_PATH, href), { method: 'POST', body: bulkRequestBody(0), headers })
  const bodyBytes = (await answer.arrayBuffer()).byteLength
  const head = `POST ${BULK_PATH} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${bulkRequestBody(0).length}\r\n\r\n`
  const requests = Array.from(
    { length: visitors === 'same' ? 1 : NEW_VISITORS },
    (_, number) => head + bulkRequestBody(number),
  )
  const buffer = Buffer.alloc(2 ** 18)
  let asked = 0
  let answered = 0
  let isOver = false

  async function keepAsking(): Promise<void> {
    let missingBytes = 0
    const ask = () => {
      socket.write(requests[asked % requests.length] ?? '')
      asked += 1
    }
    const callback = (bytes: number): boolean => {
      if (missingBytes === 0)
        missingBytes = answerBytes(buffer.toString('latin1', 0, Math.min(bytes, MAX_HEAD_BYTES)))
      missingBytes -= bytes
      if (Number.isNaN(missingBytes)) socket.destroy()
      if (missingBytes === 0) {
        answered += 1
        if (isOver) socket.destroy()
        else ask()
      }
      return true
    }
    const socket = connect({ host: hostname, port: Number(port), onread: { buffer, callback } })
    ask()
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

/** More than are asked for in a measurement, or than any server could remember. */
const NEW_VISITORS = 100_000
const MAX_HEAD_BYTES = 1_000

/** How long an answer is from its first byte on; no number where it does not say so. */
function answerBytes(text: string): number {
  const [head = ''] = text.split('\r\n\r\n', 1)
  return head.length + 4 + Number(/^content-length: (\d+)/im.exec(head)?.[1])
}
