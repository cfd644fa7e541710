import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import sirv from 'sirv'

/** A web site on a port of its own, and so an origin of its own. `await using` stops it. */
export interface StaticSite extends AsyncDisposable {
  /** Ends with a slash. */
  readonly url: string
}

/**
 * Serves the files of a folder.
 *
 * @param headers sent with every answer.
 */
export function serveFolder(
  folder: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<StaticSite> {
  const files = sirv(folder, { etag: false })
  return listen((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    files(request, response, () => {
      response.writeHead(404).end('no such file')
    })
  })
}

/** Serves one HTML document at every address. */
export function serveDocument(html: string): Promise<StaticSite> {
  return listen((_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(html))
}

async function listen(
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<StaticSite> {
  const server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
