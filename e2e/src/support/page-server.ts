import { type LocalServer, listenLocally } from './local-server.ts'

/** A page as a server answers with it. */
export interface ServedPage {
  readonly body: string
  readonly headers?: { readonly [name: string]: string }
}

/** A server of test pages with an origin of its own. */
export interface PageServer extends LocalServer {
  /** Puts a page at a path, or another one in its place. */
  serve(path: string, page: ServedPage): void
}

/** Starts a server on a free port of this machine. */
export async function startPageServer(): Promise<PageServer> {
  const pages = new Map<string, ServedPage>()
  const server = await listenLocally((request, response) => {
    const page = pages.get(new URL(request.url ?? '/', 'http://page').pathname)
    response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...page?.headers })
    response.end(page ? `<!doctype html>${page.body}` : 'no such page')
  })
  return { ...server, serve: (path, page) => void pages.set(path, page) }
}
