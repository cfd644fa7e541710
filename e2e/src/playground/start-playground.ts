import getPort from 'get-port'
import type { Page } from 'puppeteer-core'
import { startWebServers } from '../../../scripts/start/web-servers.ts'
import { launchBrowser } from '../browser/launch-browser.ts'

/** A playground with a browser to look at it, and the demo shop beside it. */
export interface RunningPlayground {
  /** As `http://127.0.0.1:4880/`. */
  readonly url: string
  /** What a page has to allow. */
  readonly origin: string
  newPage(): Promise<Page>
  /** Ends the browser and the servers. */
  stop(): Promise<void>
}

/**
 * Starts a playground on a free port.
 *
 * @param flagServiceUrl where the demo shop gets its flags. @default a service that a test of other pages needs not have
 */
export async function startPlayground(flagServiceUrl = 'http://127.0.0.1:4870'): Promise<RunningPlayground> {
  const web = await startWebServers(flagServiceUrl, {
    shop: await getPort({ host: '127.0.0.1' }),
    playground: await getPort({ host: '127.0.0.1' }),
  })
  const { browser, close } = await launchBrowser()
  return {
    url: web.playgroundUrl,
    origin: new URL(web.playgroundUrl).origin,
    newPage: () => browser.newPage(),
    async stop() {
      await close()
      await web.stop()
    },
  }
}
