import { type LocalServer, listenLocally } from '../../../e2e/src/support/local-server.ts'

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-expose-headers': 'etag',
}

/**
 * Stands in for the service of any SDK: answers every request with the same flags. An event stream stays open.
 *
 * @param answer JSON text, or the text of an event stream.
 */
export function serveFlags(answer: string): Promise<LocalServer> {
  const isStream = answer.startsWith('event:')
  return listenLocally((request, response) => {
    if (request.method === 'OPTIONS') {
      response.writeHead(204, CORS).end()
      return
    }
    const type = isStream ? 'text/event-stream' : 'application/json'
    response.writeHead(200, { ...CORS, 'content-type': type, etag: '"flags"' })
    response.write(answer)
    if (!isStream) response.end()
  })
}
