import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A page as a server answers with it. */
export interface ServedPage {
  readonly body: string
  readonly headers?: { readonly [name: string]: string }
}

/** A server of test pages with an origin of its own. */
export interface PageServer extends AsyncDisposable {
  readonly origin: string
  /** Puts a page at a path, or another one in its place. */
  serve(path: string, page: ServedPage): void
  close(): Promise<void>
}

/** Starts a server on a free port of 127.0.0.1. */
export async function startPageServer(): Promise<PageServer> {
  const pages = new Map<string, ServedPage>()
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url ?? '/', 'http://page').pathname)
    response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...page?.headers })
    response.end(page ? `<!doctype html>${page.body}` : 'no such page')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (path, page) => void pages.set(path, page),
    close,
    [Symbol.asyncDispose]: close,
  }
}
