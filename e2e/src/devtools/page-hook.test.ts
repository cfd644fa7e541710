import type { Frame, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildExtension } from '../../../scripts/start/extension-build.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { openFlagsPanel } from '../browser/open-flags-panel.ts'
import { type PageServer, startPageServer } from '../support/page-server.ts'
import { FRAME_KINDS, framesPage, nestingPage } from './frame-kinds.ts'
import { samplePage } from './sample-page.ts'

let launched: LaunchedBrowser
let server: PageServer
let otherServer: PageServer
let page: Page

beforeAll(async () => {
  server = await startPageServer()
  otherServer = await startPageServer()
  server.serve('/', { body: samplePage() })
  otherServer.serve('/', { body: samplePage() })
  server.serve('/strict', {
    body: samplePage('nonce="n1"'),
    headers: {
      'content-security-policy':
        "default-src 'none'; script-src 'nonce-n1'; require-trusted-types-for 'script'; trusted-types 'none'",
    },
  })
  otherServer.serve('/nesting', { body: nestingPage(server.origin) })
  server.serve('/frames', { body: framesPage(otherServer.origin) })
  launched = await launchBrowser({ extension: await buildExtension() })
})

afterAll(async () => {
  await launched?.close()
  await server?.close()
  await otherServer?.close()
})

beforeEach(async () => {
  page = await launched.browser.newPage()
})

afterEach(() => page.close())

describe('the hook', () => {
  it('is there before the first script of the page, 30 times out of 30', async () => {
    const seen: unknown[] = []
    for (let load = 0; load < 30; load += 1) {
      await page.goto(`${server.origin}/?load=${load}`)
      seen.push(await page.evaluate('firstSeen'))
    }
    expect(seen).toEqual(Array.from({ length: 30 }, () => []))
  })

  it('cannot be seen by enumeration, nor be replaced', async () => {
    await page.goto(`${server.origin}/`)
    const descriptor = await page.evaluate(() => {
      const key = Symbol.for('halyard.devtools')
      const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(globalThis, key) ?? {}
      return { writable, enumerable, configurable }
    })
    expect(descriptor).toEqual({ writable: false, enumerable: false, configurable: false })
  })

  it('takes the overrides of the tab, and ignores what is damaged', async () => {
    await page.goto(`${server.origin}/`)
    const set = (text: string) =>
      page.evaluate((value) => sessionStorage.setItem('halyard:overrides', value), text)
    await set('{"version":2,"overrides":{"hero-layout":{"value":"full-bleed"},"bad":null}}')
    await page.reload()
    expect(await page.evaluate('firstSeen')).toEqual([['hero-layout', 'full-bleed']])
    await set('{"version":1,')
    await page.reload()
    expect(await page.evaluate('firstSeen')).toEqual([])
  })

  it('hands its channel to nobody but the relay, not even when a panel opens', async () => {
    const eavesdropper = `<script>
      document.addEventListener('halyard:devtools-channel', () => { globalThis.overheard = true }, true)
      globalThis.addEventListener('message', () => { globalThis.overheard = true })
    </script>`
    server.serve('/eavesdropper', { body: eavesdropper + samplePage() })
    await page.goto(`${server.origin}/eavesdropper`)
    const { panel } = await openFlagsPanel(page)
    await panel.waitForSelector('.row-flag')
    expect(await page.evaluate('[typeof overheard, firstSeen]')).toEqual(['undefined', []])
  })
})

describe('pages that are hard to get into', () => {
  it('a strict content security policy with Trusted Types', async () => {
    const errors: string[] = []
    page.on('pageerror', (error) => void errors.push(String(error)))
    await page.goto(`${server.origin}/strict`)
    expect(await page.evaluate('firstSeen')).toEqual([])
    const { panel } = await openFlagsPanel(page)
    await panel.locator('[aria-label="Override new-checkout"]').click()
    await panel.waitForSelector('.row-overridden')
    expect(await page.$eval('h1', ({ textContent }) => textContent)).toBe('new checkout')
    expect(errors).toEqual([])
  })

  it('frames of every kind', async () => {
    await page.goto(`${server.origin}/frames`)
    const { panel } = await openFlagsPanel(page)
    await findFlags(panel, 'new-checkout', FRAME_KINDS.length)
    const frames = page.frames().filter((frame) => frame !== page.mainFrame() && !isNesting(frame))
    expect(await Promise.all(frames.map((frame) => frame.evaluate('firstSeen')))).toEqual(
      FRAME_KINDS.map(() => []),
    )

    // Each of them is reached, not only seen.
    await panel.$$eval('.row-flag [role=switch]', (switches) => {
      for (const each of switches) (each as HTMLElement).click()
    })
    const isNew = () => document.querySelector('h1')?.textContent === 'new checkout'
    await Promise.all(frames.map((frame) => frame.waitForFunction(isNew)))
  })

  it('a frame that goes away takes its flags along', async () => {
    await page.goto(`${server.origin}/frames`)
    const { panel } = await openFlagsPanel(page)
    await findFlags(panel, 'new-checkout', FRAME_KINDS.length)
    await page.$eval('[title=srcdoc]', (frame) => frame.remove())
    await panel.waitForFunction(
      (left) => document.querySelectorAll('.row-client').length === left,
      {},
      FRAME_KINDS.length - 1,
    )
  })
})

const isNesting = (frame: Frame) => frame.url().endsWith('/nesting')

/** Narrows the list so that all its rows are in sight, and waits until this many clients have the flag. */
async function findFlags(panel: Frame, search: string, clients: number): Promise<void> {
  await panel.locator('[type=search]').fill(search)
  await panel.waitForFunction(
    (wanted) =>
      document.querySelectorAll('.row-client').length === wanted &&
      document.querySelectorAll('.row-flag').length === wanted,
    { timeout: 10_000 },
    clients,
  )
}
