import type { Browser } from 'puppeteer-core'
import { launchBrowser } from '../browser/launch-browser.ts'
import { type PlaygroundSite, startPlaygroundSite } from './playground-site.ts'

/** A playground built for production, and a browser to look at it. */
export interface BrowsedSite extends PlaygroundSite {
  readonly browser: Browser
}

/** Starts a playground and a browser; disposing of it ends both, the browser first. */
export async function startBrowsedSite(): Promise<BrowsedSite> {
  const site = await startPlaygroundSite()
  const { browser, close } = await launchBrowser()
  return {
    ...site,
    browser,
    async [Symbol.asyncDispose]() {
      await close()
      await site[Symbol.asyncDispose]()
    },
  }
}
