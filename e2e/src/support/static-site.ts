import sirv from 'sirv'
import { type LocalServer, listenLocally } from './local-server.ts'

/**
 * Serves the files of a folder.
 *
 * @param headers sent with every answer.
 */
export function serveFolder(
  folder: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<LocalServer> {
  const files = sirv(folder, { etag: false })
  return listenLocally((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    files(request, response, () => {
      response.writeHead(404).end('no such file')
    })
  })
}
