import { join } from 'node:path'
import type { Frame, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildExtension } from '../../../scripts/start/extension-build.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { openFlagsPanel } from '../browser/open-flags-panel.ts'
import { artefactsFolder } from '../browser/run-folder.ts'
import { type PageServer, startPageServer } from '../support/page-server.ts'
import { FRAME_KINDS, framesPage, nestingPage } from './frame-kinds.ts'
import { samplePage } from './sample-page.ts'

let server: PageServer
let launched: LaunchedBrowser
let page: Page

beforeAll(async () => {
  server = await startPageServer()
  server.serve('/', { body: samplePage() })
  server.serve('/frames', { body: framesPage(at('pay.example')) })
  server.serve('/nesting', { body: nestingPage(at('shop.example')) })
  server.serve('/around', { body: `<title>Around</title><iframe src="${at('pay.example')}/"></iframe>` })
})

beforeEach(async () => {
  launched = await launchBrowser({
    extension: await buildExtension(),
    allowedBefore: ['shop.example', 'pay.example'],
    args: ['--host-resolver-rules=MAP *.example 127.0.0.1'],
  })
  page = await launched.browser.newPage()
})

afterEach(() => launched.close())

afterAll(() => server?.close())

/** The server under another name, which the browser takes for another site. */
function at(hostname: string): string {
  return server.origin.replace('127.0.0.1', hostname)
}

async function firstSeen(hostname: string, loads: number): Promise<unknown[]> {
  const seen: unknown[] = []
  for (let load = 0; load < loads; load += 1) {
    await page.goto(`${at(hostname)}/?load=${load}`)
    seen.push(await page.evaluate('firstSeen'))
  }
  return seen
}

async function panelSays(panel: Frame, words: string): Promise<void> {
  await panel.waitForFunction(
    (wanted) => document.querySelector('.panel')?.textContent?.includes(wanted),
    { timeout: 10_000 },
    words,
  )
}

async function allow(panel: Frame, hostname: string): Promise<void> {
  const button = `::-p-aria([name="Allow on ${hostname}"][role="button"])`
  await panel.waitForSelector(button)
  // Until the words around it have appeared, a click goes through them.
  await panel.waitForFunction(() => document.getAnimations().length === 0)
  await panel.locator(button).click()
}

describe('a site that is not of this computer', () => {
  it('is left alone until the person allows it, and then seen from the first script on, 30 times out of 30', async () => {
    expect(await firstSeen('shop.example', 3)).toEqual([null, null, null])
    const { panel, devtools, screenshot } = await openFlagsPanel(page)
    await panelSays(panel, 'The panel may not look into shop.example yet')
    await panel.waitForFunction(() => document.getAnimations().length === 0)
    await screenshot(join(artefactsFolder(), 'site-access-withheld.png'))

    await allow(panel, 'shop.example')
    await panel.waitForSelector('.row-flag')
    expect(await page.evaluate('firstSeen')).toEqual([])
    await devtools.close()
    expect(await firstSeen('shop.example', 30)).toEqual(Array.from({ length: 30 }, () => []))
    expect(await firstSeen('pay.example', 3)).toEqual([null, null, null])
  })

  it('is seen as early when the extension was switched off and on again, as a browser does that starts', async () => {
    await page.goto(`${at('shop.example')}/`)
    const { panel, devtools } = await openFlagsPanel(page)
    await allow(panel, 'shop.example')
    await panel.waitForSelector('.row-flag')
    const { host } = new URL(panel.url())
    await devtools.close()
    const extensions = await launched.browser.newPage()
    await extensions.goto('chrome://extensions/')
    await extensions.evaluate(`chrome.management.setEnabled('${host}', false)`)
    expect(await firstSeen('shop.example', 3)).toEqual([null, null, null])
    await extensions.evaluate(`chrome.management.setEnabled('${host}', true)`)
    expect(await firstSeen('shop.example', 10)).toEqual(Array.from({ length: 10 }, () => []))
  })

  it('is left alone again when the person takes it back', async () => {
    await page.goto(`${at('shop.example')}/`)
    const { panel } = await openFlagsPanel(page)
    await allow(panel, 'shop.example')
    await panel.waitForSelector('.row-flag')
    // As the browser's own settings do it.
    await panel.evaluate("chrome.permissions.remove({ origins: ['*://shop.example/*'] })")
    await page.reload()
    expect(await page.evaluate('firstSeen')).toBeNull()
    await panelSays(panel, 'The panel may not look into shop.example yet')
  })

  it('is seen in every kind of frame, once each site in it is allowed', async () => {
    await page.goto(`${at('shop.example')}/`)
    // Opened on the page with the frames, DevTools seemed not to show the panel in some runs; why is not known.
    const { panel } = await openFlagsPanel(page)
    await page.goto(`${at('shop.example')}/frames`)
    await allow(panel, 'shop.example')
    await panel.waitForSelector('.row-flag')
    const listed = (rows: number) =>
      panel.waitForFunction(
        (wanted) => document.querySelectorAll('.row-flag').length === wanted,
        { timeout: 10_000 },
        rows,
      )
    await panel.locator('[type=search]').fill('new-checkout')
    // All but the one of the other site: then nothing moves in the panel any more.
    await listed(FRAME_KINDS.length - 1)
    await panel.locator('.withheld-frames summary').click()
    await Promise.all([page.waitForNavigation(), allow(panel, 'pay.example')])
    await listed(FRAME_KINDS.length)
    const frames = page.frames().filter((frame) => frame.parentFrame())
    const seen = await Promise.all(frames.map((frame) => frame.evaluate('globalThis.firstSeen')))
    expect(seen.filter((overrides) => overrides !== undefined)).toEqual(FRAME_KINDS.map(() => []))
  })

  it('can be allowed where it is only in a frame', async () => {
    await page.goto(`${server.origin}/around`)
    const { panel } = await openFlagsPanel(page)
    await panelSays(panel, 'It is in a frame of another site')
    await allow(panel, 'pay.example')
    await panel.waitForSelector('.row-flag')
  })
})

describe('what the panel says where it cannot look', () => {
  it('of a page that is none of the web', async () => {
    await page.goto('about:blank')
    const { panel } = await openFlagsPanel(page)
    await panelSays(panel, 'This is no page of the web')
    await page.goto(`${server.origin}/`)
    await panel.waitForSelector('.row-flag')
  })
})

it('asks for this computer alone when it is installed, beside what every panel of DevTools asks for', async () => {
  const worker = await (
    await launched.browser.waitForTarget((target) => target.type() === 'service_worker')
  ).worker()
  const warnings = await worker?.evaluate(`{
    const { devtools_page, ...rest } = chrome.runtime.getManifest()
    chrome.management.getPermissionWarningsByManifest(JSON.stringify(rest))
  }`)
  expect(warnings).toEqual(['Read and change your data on all localhost sites, 127.0.0.1, and [::1]'])
})
