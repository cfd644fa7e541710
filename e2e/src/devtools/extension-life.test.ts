import type { Frame, Page, Target } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildExtension } from '../../../scripts/start/extension-build.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { type FlagsPanel, openFlagsPanel } from '../browser/open-flags-panel.ts'
import { type PageServer, startPageServer } from '../support/page-server.ts'
import { samplePage } from './sample-page.ts'

/** How long nothing happens: twice what Chrome gives an idle worker, and a port that goes through one. */
const IDLE_MS = 60_000

/** A client of somebody else, with a flag of the same key and overrides of its own. */
const SECOND_CLIENT = `<script>{
  const listeners = new Set()
  globalThis.second = { value: 'none' }
  const set = (value) => {
    second.value = value
    for (const listener of listeners) listener({ type: 'flags-changed', cause: 'override', flagKeys: ['new-checkout'] })
    return null
  }
  registry.register({
    sdk: 'another-sdk',
    describe: () => ({ state: 'live', context: {} }),
    flagKeys: () => ['new-checkout'],
    report: (flagKey) => ({ flagKey, value: second.value, reason: 'STATIC', flagMetadata: {}, observed: true,
      variants: { none: 'none', all: 'all' } }),
    subscribe(listener) { listeners.add(listener); return () => listeners.delete(listener) },
    setOverride: (_, value) => set(value),
    resetOverride: () => set('none'),
  })
}</script>`

let server: PageServer
let launched: LaunchedBrowser
let quiet: { readonly page: Page; readonly panel: Frame; readonly until: Promise<unknown> }

beforeAll(async () => {
  server = await startPageServer()
  server.serve('/', { body: samplePage() })
  server.serve('/two', { body: samplePage() + SECOND_CLIENT })
  server.serve('/late', {
    body: samplePage().replace(
      'if (registry) registry.register(client)',
      'globalThis.appear = () => registry.register(client)',
    ),
  })
  launched = await launchBrowser({ extension: await buildExtension() })
  await launched.browser.waitForTarget(isWorker)
  quiet = await beQuiet()
})

afterAll(async () => {
  await launched?.close()
  await server?.close()
})

/** A panel on a page where nothing happens from now on, and no worker that could carry anything. */
async function beQuiet() {
  const { page, panel } = await openSample('/')
  await panel.waitForSelector('.row-flag')
  await stopWorker()
  return { page, panel, until: new Promise((resolve) => setTimeout(resolve, IDLE_MS)) }
}

async function openSample(path: string): Promise<FlagsPanel & { readonly page: Page }> {
  const page = await launched.browser.newPage()
  await page.goto(server.origin + path)
  return { page, ...(await openFlagsPanel(page)) }
}

const isWorker = (target: Target) => target.type() === 'service_worker'

/** Ends the extension's worker, as the browser does when it has been idle. Nothing has to wake it up before. */
async function stopWorker(): Promise<void> {
  const target = launched.browser.targets().find(isWorker)
  if (!target) return
  const gone = new Promise<void>((resolve) =>
    launched.browser.on('targetdestroyed', (other) => {
      if (other === target) resolve()
    }),
  )
  await (await target.worker())?.close()
  await gone
}

async function rowSays(panel: Frame, words: string): Promise<void> {
  await panel.waitForFunction(
    (wanted) => document.querySelector('.row-flag')?.closest('table')?.textContent?.includes(wanted),
    { timeout: 10_000 },
    words,
  )
}

const heading = (page: Page) => page.$eval('h1', ({ textContent }) => textContent)
const toggle = (panel: Frame) => panel.locator('[role=switch][aria-label="Override new-checkout"]').click()

describe('clients', () => {
  it('two on one page stand apart, and each is overridden alone', async () => {
    const { page, panel } = await openSample('/two')
    await panel.waitForFunction(() => document.querySelectorAll('.row-client').length === 2)
    await panel.select('select[aria-label="Override new-checkout"]', 'all')
    await page.waitForFunction('second.value === "all"')
    expect(await heading(page)).toBe('old checkout')
    await toggle(panel)
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'new checkout')
    expect(await page.evaluate('second.value')).toBe('all')
    await page.close()
  })

  it('one that registers late appears by itself', async () => {
    const { page, panel } = await openSample('/late')
    await panel.waitForFunction(() =>
      document.querySelector('.empty')?.textContent?.includes('No flag client'),
    )
    await page.evaluate('appear()')
    await panel.waitForSelector('.row-flag')
    await toggle(panel)
    await page.waitForFunction(() => document.querySelector('h1')?.textContent === 'new checkout')
    await page.close()
  })
})

it('the panel goes on when the worker is stopped, and on the next page as well', async () => {
  const { page, panel } = await openSample('/')
  await panel.waitForSelector('.row-flag')
  await stopWorker()
  await toggle(panel)
  await rowSays(panel, 'overridden')
  expect(await heading(page)).toBe('new checkout')
  await page.goto(`${server.origin}/?next`)
  await rowSays(panel, 'overridden')
  await page.evaluate(() => sessionStorage.clear())
  await page.close()
})

it('the panel goes on after a minute in which nothing was said', { timeout: 2 * IDLE_MS }, async () => {
  const { page, panel, until } = quiet
  await until
  await page.evaluate("serve('new-checkout', 'on')")
  await rowSays(panel, 'true')
  await toggle(panel)
  await rowSays(panel, 'overridden')
  expect(await heading(page)).toBe('old checkout')
  await page.close()
})

// The last one: nothing of the extension is as it was.
it('an extension that was loaded anew leaves the page alone, and says to load it again', async () => {
  const page = await launched.browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => void errors.push(String(error)))
  await page.goto(`${server.origin}/`)
  const before = await openFlagsPanel(page)
  await before.panel.waitForSelector('.row-flag')
  // Chromium closes a DevTools window whose panel goes.
  const closed = new Promise((resolve) => before.devtools.once('close', resolve))
  await launched.browser.installExtension(await buildExtension())
  await closed

  await page.evaluate("serve('new-checkout', 'on')")
  expect(await heading(page)).toBe('new checkout')
  const { panel } = await openFlagsPanel(page)
  await panel.waitForFunction(() =>
    document.querySelector('.empty')?.textContent?.includes('loaded before the extension was installed'),
  )
  // Until the words have appeared, a click goes through them.
  await panel.waitForFunction(() => document.getAnimations().length === 0)
  await panel.locator('.empty button').click()
  await panel.waitForSelector('.row-flag')
  expect(errors).toEqual([])
})
