import { join } from 'node:path'
import getPort from 'get-port'
import type { Frame, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildExtension } from '../../../scripts/start/extension-build.ts'
import { type FlagService, startFlagService } from '../../../scripts/start/flag-service.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { openFlagsPanel } from '../browser/open-flags-panel.ts'
import { artefactsFolder } from '../browser/run-folder.ts'
import { buildPage } from '../support/build-page.ts'
import { createFlagFile, type FlagFile } from '../support/flag-file.ts'
import type { LocalServer } from '../support/local-server.ts'
import { type PageServer, startPageServer } from '../support/page-server.ts'
import { serveFolder } from '../support/static-site.ts'
import { samplePage } from './sample-page.ts'

/** A clock, and a carousel that draws its slides anew: both change without any flag. */
const RESTLESS = `<time>0</time><div class="carousel"></div><script nonce="n1">
  let ticks = 0
  setInterval(() => {
    ticks += 1
    document.querySelector('time').textContent = ticks
    const slide = document.createElement('b')
    slide.textContent = 'slide ' + ticks
    document.querySelector('.carousel').replaceChildren(slide)
  }, 200)
</script>`

let launched: LaunchedBrowser
let server: PageServer
let service: FlagService
let file: FlagFile
let shop: LocalServer
let basket: LocalServer

beforeAll(async () => {
  server = await startPageServer()
  server.serve('/', {
    body: samplePage('nonce="n1"').replace('</html>', `${RESTLESS}</html>`),
    headers: {
      'content-security-policy':
        "default-src 'none'; script-src 'nonce-n1'; require-trusted-types-for 'script'; trusted-types 'none'",
    },
  })
  file = createFlagFile()
  file.edit('hero', { targeting: {} })
  service = await startFlagService(file.path, await getPort({ host: '127.0.0.1' }))
  shop = await serveFolder(await buildPage('shop', service.url))
  basket = await serveFolder(await buildPage('effect-vue', ''))
  launched = await launchBrowser({ extension: await buildExtension() })
})

afterAll(async () => {
  await launched?.close()
  await server?.close()
  await shop?.close()
  await basket?.close()
  await service?.stop()
  file?.[Symbol.dispose]()
})

/** As the client of the sample page leaves it behind when it has nothing to keep. */
const nothingKept = (page: Page): Promise<void> =>
  page.evaluate(() => sessionStorage.setItem('halyard:overrides', '{"version":2,"overrides":{}}'))

/** Everything of a page that a comparison could leave behind. */
const traces = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    document.querySelector('time')?.replaceChildren()
    document.querySelector('.carousel')?.replaceChildren()
    // A client loads what explains its flags when it is asked for the first time.
    for (const link of document.querySelectorAll('link[rel=modulepreload]')) link.remove()
    return [document.documentElement.outerHTML, { ...sessionStorage }, { ...localStorage }]
  })

async function openFlag(panel: Frame, flagKey: string): Promise<void> {
  await panel.locator(`::-p-aria([name="${flagKey}"][role="gridcell"])`).click()
  await panel.waitForSelector('.effect-question')
}

async function findEffect(panel: Frame): Promise<readonly string[]> {
  await panel.locator('.effect-question button').click()
  await panel.waitForSelector('.effect-result', { timeout: 20_000 })
  return panel.$$eval('.effect-entry', (entries) => entries.map((entry) => entry.textContent ?? ''))
}

describe('what a flag changes', () => {
  it('is found under the strictest policy, beside a clock and a carousel, and leaves no trace', async () => {
    const page = await launched.browser.newPage()
    await page.goto(`${server.origin}/`)
    await nothingKept(page)
    const before = await traces(page)
    const { panel } = await openFlagsPanel(page)
    await openFlag(panel, 'new-checkout')
    const entries = await findEffect(panel)
    expect(entries).toEqual([
      expect.stringMatching(/^~changed: h1new checkouttext: “old checkout” → “new checkout”$/),
    ])
    expect(await page.$eval('h1', ({ textContent }) => textContent)).toBe('new checkout')
    await panel.locator('.effect-bar > .button').click()
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'old checkout')
    expect(await traces(page)).toEqual(before)
    await page.close()
  })

  it('goes away when the panel does', async () => {
    const page = await launched.browser.newPage()
    await page.goto(`${server.origin}/`)
    await nothingKept(page)
    const before = await traces(page)
    const { panel, devtools } = await openFlagsPanel(page)
    await openFlag(panel, 'new-checkout')
    await findEffect(panel)
    await devtools.close()
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'old checkout')
    await page.waitForFunction(() => !document.querySelector('[data-halyard-effect]'))
    expect(await traces(page)).toEqual(before)
    await page.close()
  })

  it('is led through on the shop, which React draws, and switched back and forth', async () => {
    const page = await launched.browser.newPage()
    await page.goto(shop.origin)
    const { panel, screenshot } = await openFlagsPanel(page)
    await openFlag(panel, 'hero')
    const heading = await page.$eval('h1', ({ textContent }) => textContent)
    const entries = await findEffect(panel)
    expect(entries.length).toBeGreaterThan(0)
    expect(await page.$eval('h1', ({ textContent }) => textContent)).not.toBe(heading)
    await panel.locator('.effect-entry').click()
    await panel.waitForSelector('.effect-entry[aria-current=true]')
    await page.screenshot({ path: join(artefactsFolder(), 'flag-effect-page.png') })
    await screenshot(join(artefactsFolder(), 'flag-effect-panel.png'))
    await panel.locator('.effect-sides label:first-of-type').click()
    await page.waitForFunction((served) => document.querySelector('h1')?.textContent === served, {}, heading)
    await panel.locator('.effect-bar > .button').click()
    await panel.waitForSelector('.effect-question')
    expect(await page.$('[data-halyard-effect]')).toBeNull()
    await page.close()
  })

  it('is found on a page that Vue draws: what appeared, what vanished and what changed', async () => {
    const page = await launched.browser.newPage()
    await page.goto(basket.origin)
    await page.waitForSelector('small')
    const before = await traces(page)
    const { panel, screenshot } = await openFlagsPanel(page)
    await openFlag(panel, 'gift-wrapping')
    expect(await findEffect(panel)).toEqual([
      '~changed: p.total32.00text: “29.50” → “32.00”title: “as it is” → “with wrapping”',
      '+appeared: p.wrappingWrapped in paper',
      '−vanished: smallNot wrapped',
      '+appeared: liRibbon',
    ])
    expect(await page.$('small')).toBeNull()
    await screenshot(join(artefactsFolder(), 'flag-effect-vue.png'))
    await panel.locator('.effect-bar > .button').click()
    await page.waitForSelector('small')
    expect(await traces(page)).toEqual(before)
    await page.close()
  })
})
