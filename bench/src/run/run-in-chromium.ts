import { join } from 'node:path'
import { launchBrowser } from '../../../e2e/src/browser/launch-browser.ts'
import type { MeasuringPlace } from './measuring-place.ts'
import { serveScriptPage } from './serve-script-page.ts'
import { versionOfBrowser } from './version-of-browser.ts'

const ENTRY = join(import.meta.dirname, '../measure/browser-page.ts')

/** Builds the page that measures, for production, and measures in a fresh browser each time. */
export async function openChromiumPlace(): Promise<MeasuringPlace> {
  const server = await serveScriptPage(ENTRY)
  return {
    name: await versionOfBrowser(),
    measure: (subject, effort) =>
      withBrowserPage(server.origin, (page) =>
        page.evaluate((...order) => window.measure(...order), subject, effort),
      ),
    close: () => server.close(),
  }
}

type BrowserPage = Awaited<ReturnType<Awaited<ReturnType<typeof launchBrowser>>['browser']['newPage']>>

async function withBrowserPage<T>(url: string, use: (page: BrowserPage) => Promise<T>): Promise<T> {
  await using launched = await launchBrowser()
  const page = await launched.browser.newPage()
  await page.goto(url)
  return await use(page)
}
