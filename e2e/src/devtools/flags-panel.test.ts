import { join } from 'node:path'
import type { Frame, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildExtension } from '../../../scripts/start/extension-build.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { type FlagsPanel, openFlagsPanel } from '../browser/open-flags-panel.ts'
import { rowSays } from '../browser/row-says.ts'
import { artefactsFolder } from '../browser/run-folder.ts'
import { type PageServer, startPageServer } from '../support/page-server.ts'
import { samplePage } from './sample-page.ts'

let launched: LaunchedBrowser
let server: PageServer
let page: Page

beforeAll(async () => {
  server = await startPageServer()
  server.serve('/', { body: samplePage() })
  server.serve('/elsewhere', { body: '<title>Elsewhere</title>nothing here' })
  launched = await launchBrowser({ extension: await buildExtension() })
})

afterAll(async () => {
  await launched?.close()
  await server?.close()
})

beforeEach(async () => {
  page = await launched.browser.newPage()
  await page.goto(`${server.origin}/`)
})

afterEach(() => page.close())

async function panelSays(panel: Frame, words: string): Promise<void> {
  await panel.waitForFunction(
    (wanted) => document.querySelector('.panel')?.textContent?.includes(wanted),
    { timeout: 10_000 },
    words,
  )
}

const heading = () => page.$eval('h1', (element) => element.textContent)
const toggle = ({ panel }: FlagsPanel) =>
  panel.locator('[role=switch][aria-label="Override new-checkout"]').click()

describe('the Flags panel in DevTools', () => {
  it('lists flags live', async () => {
    const { panel } = await openFlagsPanel(page)
    await rowSays(panel, 'new-checkout', 'false')
    await page.evaluate("serve('new-checkout', 'on')")
    await rowSays(panel, 'new-checkout', 'true')
    expect(await heading()).toBe('new checkout')
  })

  it('overrides with one click, before the first script after a reload, until it is reset', async () => {
    const flags = await openFlagsPanel(page)
    await rowSays(flags.panel, 'new-checkout', 'false')
    await toggle(flags)
    await rowSays(flags.panel, 'new-checkout', 'overridden')
    expect(await heading()).toBe('new checkout')

    await page.reload()
    expect(await page.evaluate('firstSeen')).toEqual([['new-checkout', true]])
    expect(await heading()).toBe('new checkout')
    await rowSays(flags.panel, 'new-checkout', 'overridden')

    // A locator waits for the button to be enabled: it is not while the page reloads.
    await flags.panel.locator('.strip .button-override').click()
    await rowSays(flags.panel, 'new-checkout', 'split')
    expect(await heading()).toBe('old checkout')
    await page.reload()
    expect(await page.evaluate('firstSeen')).toEqual([])
  })

  it('comes back with the page from the back/forward cache', async () => {
    const flags = await openFlagsPanel(page)
    await rowSays(flags.panel, 'new-checkout', 'false')
    await page.evaluate('globalThis.kept = true')
    await page.goto(`${server.origin}/elsewhere`)
    await panelSays(flags.panel, 'No flag client on this page')
    await page.goBack()
    await rowSays(flags.panel, 'new-checkout', 'false')
    // What was set before shows that the document itself came back, and not a newly loaded one.
    expect(await page.evaluate('globalThis.kept')).toBe(true)
    await toggle(flags)
    await rowSays(flags.panel, 'new-checkout', 'overridden')
    expect(await heading()).toBe('new checkout')
  })

  it('says why the page refuses an override', async () => {
    const { panel } = await openFlagsPanel(page)
    await panel.locator('[aria-label="Override legacy-importer"]').click()
    await panelSays(panel, 'This flag is locked by its owner.')
  })

  it('serves two DevTools windows at once, each with its own page', async () => {
    const other = await launched.browser.newPage()
    await other.goto(`${server.origin}/`)
    const first = await openFlagsPanel(page)
    const second = await openFlagsPanel(other)
    await rowSays(second.panel, 'new-checkout', 'false')
    await toggle(second)
    await rowSays(second.panel, 'new-checkout', 'overridden')
    await rowSays(first.panel, 'new-checkout', 'split')
    await page.evaluate("serve('new-checkout', 'on')")
    await rowSays(first.panel, 'new-checkout', 'true')
    expect(await first.panel.$$('.row-client')).toHaveLength(0)
    await other.close()
  })
})

describe('pictures for people to look at', () => {
  it.each(['light', 'dark'] as const)('%s', async (colorScheme) => {
    await using own = await launchBrowser({ extension: await buildExtension(), colorScheme })
    const shop = await own.browser.newPage()
    await shop.goto(`${server.origin}/`)
    const flags = await openFlagsPanel(shop)
    await rowSays(flags.panel, 'new-checkout', 'false')
    expect(await flags.panel.$eval('html', (html) => html.dataset.theme)).toBe(colorScheme)
    const picture = (name: string) =>
      flags.screenshot(join(artefactsFolder(), `flags-panel-${name}-${colorScheme}.png`))
    await picture('list')
    await toggle(flags)
    await rowSays(flags.panel, 'new-checkout', 'overridden')
    await picture('overridden')
    await flags.devtools.setViewport({ width: 480, height: 720 })
    await flags.panel.waitForFunction(() => innerWidth === 480)
    await picture('narrow')
  })
})
