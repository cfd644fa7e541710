import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import sirv from 'sirv'
import { build } from 'vite'
import { REPOSITORY } from '../../../scripts/repository.ts'
import type { RenderOptions } from '../../pages/server-rendered/server.tsx'
import { runFolder } from '../browser/run-folder.ts'
import { buildPage } from '../support/build-page.ts'
import { type LocalServer, listenLocally } from '../support/local-server.ts'

/** A site whose pages React renders on the server: `/shop`, and `/two-parts`, whose second part waits for the test. */
export interface RenderedSite extends LocalServer {
  /** Lets the second part go to the browsers that wait for it. */
  sendLatePart(): void
}

/** Builds server and page with Vite, with a React that says what it finds wrong, and starts the server. */
export async function startRenderedSite(serviceUrl: string): Promise<RenderedSite> {
  const folder = await buildPage('server-rendered', serviceUrl, [], 'development')
  const outDir = mkdtempSync(join(runFolder('pages'), 'server-'))
  const root = join(REPOSITORY, 'e2e/pages/server-rendered')
  await build({ root, logLevel: 'warn', build: { ssr: 'server.tsx', outDir, emptyOutDir: true } })
  const { renderPage } = (await import(pathToFileURL(join(outDir, 'server.js')).href)) as {
    renderPage: typeof import('../../pages/server-rendered/server.tsx').renderPage
  }
  const files = sirv(folder, { etag: false })
  let sendLatePart = (): void => undefined
  const openGate: RenderOptions['gate'] = { isOpen: true, opened: Promise.resolve() }

  function createGate(): RenderOptions['gate'] {
    const gate = {
      isOpen: false,
      opened: new Promise<void>((resolve) => {
        sendLatePart = () => {
          gate.isOpen = true
          resolve()
        }
      }),
    }
    return gate
  }

  const views: Record<string, () => Omit<RenderOptions, 'serviceUrl'>> = {
    '/shop': () => ({ view: 'shop', gate: openGate }),
    '/two-parts': () => ({ view: 'two-parts', gate: createGate() }),
  }

  const server = await listenLocally((request, response) => {
    files(request, response, async () => {
      const view = views[request.url ?? '']
      if (!view) return void response.writeHead(404).end('no such page')
      const stream = await renderPage({ serviceUrl, ...view() })
      response.setHeader('content-type', 'text/html; charset=utf-8')
      stream.pipe(response)
    })
  })
  return { ...server, sendLatePart: () => sendLatePart() }
}
