import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { encodeStreamEvent, formatRevision } from '@halyard/protocol/wire'
import { createFlagService, createMemoryStore } from '@halyard/server'
import { BULK_PATH, bulkRequestBody } from './bulk-request.ts'
import { CHANGING_FLAG, changingFlag } from './changing-flag.ts'
import type { StartMeasuredServer } from './measured-server.ts'

/**
 * A server that does nothing but answer: the same bytes as the flag service, made ahead, and `write` for each stream. It
 * knows neither who asks nor what for.
 */
export const startPlainServer: StartMeasuredServer = async (flagSet) => {
  const streams = new Set<ServerResponse>()
  const answer = await evaluateOnce(flagSet)
  const server = createServer({ noDelay: true }, (request, response) => {
    if (request.method === 'POST') {
      request.resume().on('end', () => {
        response.writeHead(200, answer.headers).end(answer.body)
      })
      return
    }
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    response.write(': welcome\n\n')
    streams.add(response)
    response.on('close', () => streams.delete(response))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    streamUrl: `${url}/stream`,
    change(number, accepted) {
      const changes = { flags: { [CHANGING_FLAG]: changingFlag(number) } }
      const [previous, revision] = [formatRevision('bench', number), formatRevision('bench', number + 1)]
      accepted()
      const bytes = Buffer.from(encodeStreamEvent({ type: 'change', previous, revision, changes }))
      for (const stream of streams) stream.write(bytes)
    },
  }
}

/** What the flag service answers, to be answered without it. */
async function evaluateOnce(flagSet: Parameters<StartMeasuredServer>[0]) {
  const service = createFlagService({ store: createMemoryStore({ flagSet }) })
  const request = new Request(`http://service${BULK_PATH}`, { method: 'POST', body: bulkRequestBody(0) })
  const response = await service.fetch(request)
  service.close()
  return { headers: Object.fromEntries(response.headers), body: Buffer.from(await response.arrayBuffer()) }
}
