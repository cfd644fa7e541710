import getPort from 'get-port'
import type { Browser, Page } from 'puppeteer-core'
import { onTestFinished } from 'vitest'
import { launchBrowser } from '../browser/launch-browser.ts'
import { buildPage, type PageName } from '../support/build-page.ts'
import { whenAnnounced } from '../support/flag-page.ts'
import { serveFolder } from '../support/static-site.ts'
import { type OperatedService, startOperatedService } from './start-operated-service.ts'

/** An operator at work, and a page that watches. */
export interface Operation extends OperatedService {
  /** Shows the text of the flag `announcement`; at first there is none, so it announces `fallback`. */
  readonly page: Page
  readonly browser: Browser
}

/**
 * Starts `halyard serve` on a new database, with a page watching. All of it ends with the test.
 *
 * @param pageName a page that shows the flag in the way of {@link Operation.page}.
 */
export async function startOperating(pageName: PageName = 'core'): Promise<Operation> {
  const port = await getPort({ host: '127.0.0.1' })
  const site = await serveFolder(await buildPage(pageName, `http://127.0.0.1:${port}`))
  onTestFinished(() => site.close())
  const { browser, close } = await launchBrowser()
  onTestFinished(() => close())
  const service = await startOperatedService(port)
  const page = await browser.newPage()
  await page.goto(site.origin)
  await whenAnnounced(page, 'fallback')
  return { ...service, page, browser }
}
