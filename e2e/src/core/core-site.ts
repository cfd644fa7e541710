import getPort from 'get-port'
import { type FlagService, startFlagService } from '../../../scripts/start/flag-service.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { buildPage } from '../support/build-page.ts'
import { createFlagFile, type FlagFile } from '../support/flag-file.ts'
import { serveFolder } from '../support/static-site.ts'

/** The page of `e2e/pages/core`, a browser for it, and a service with a flag file. */
export interface CoreSite extends AsyncDisposable {
  readonly origin: string
  readonly file: FlagFile
  readonly service: FlagService
  readonly browser: LaunchedBrowser['browser']
}

/** Builds the page and starts everything. */
export async function startCoreSite(): Promise<CoreSite> {
  const port = await getPort({ host: '127.0.0.1' })
  const file = createFlagFile()
  const site = await serveFolder(await buildPage('core', `http://127.0.0.1:${port}`))
  const launched = await launchBrowser()
  const service = await startFlagService(file.path, port)
  return {
    origin: site.origin,
    file,
    service,
    browser: launched.browser,
    async [Symbol.asyncDispose]() {
      await launched.close()
      await service.stop()
      await site.close()
      file[Symbol.dispose]()
    },
  }
}
