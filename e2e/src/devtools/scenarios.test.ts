import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import type { ElementHandle, Frame, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildExtension } from '../../../scripts/start/extension-build.ts'
import { type FlagService, startFlagService } from '../../../scripts/start/flag-service.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { type FlagsPanel, openFlagsPanel } from '../browser/open-flags-panel.ts'
import { artefactsFolder } from '../browser/run-folder.ts'
import { buildPage } from '../support/build-page.ts'
import { createFlagFile, type FlagFile } from '../support/flag-file.ts'
import { whenShown } from '../support/flag-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { serveFolder } from '../support/static-site.ts'

const SERVED = 'Kites for ordinary wind'
const OVERRIDDEN = 'The autumn wind is here'
const TWO_DAYS_MS = 172_800_000

let file: FlagFile
let service: FlagService
let shop: LocalServer
/** Two people: each has a browser profile of their own. */
let sender: LaunchedBrowser
let receiver: LaunchedBrowser

beforeAll(async () => {
  file = createFlagFile()
  file.edit('hero', { targeting: {} })
  service = await startFlagService(file.path, await getPort({ host: '127.0.0.1' }))
  shop = await serveFolder(await buildPage('shop', service.url))
})

afterAll(async () => {
  await shop?.close()
  await service?.stop()
  file?.[Symbol.dispose]()
})

beforeEach(async () => {
  const extension = await buildExtension()
  sender = await launchBrowser({ extension })
  receiver = await launchBrowser({ extension })
})

afterEach(async () => {
  await sender?.close()
  await receiver?.close()
})

const shows = (page: Page, text: string) => whenShown(page.mainFrame(), 'h1', text)

async function openShop({ browser }: LaunchedBrowser): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(shop.origin)
  await shows(page, SERVED)
  return page
}

async function openTab({ panel }: FlagsPanel, id: string): Promise<void> {
  await panel.locator(`#tab-${id}`).click()
  await panel.waitForSelector(`#tab-${id}[aria-selected=true]`)
}

const press = (panel: Frame, label: string) =>
  panel.locator(`::-p-aria([name="${label}"][role="button"])`).click()

/** Opens the shop with its hero overridden from the panel. */
async function overrideHero(person: LaunchedBrowser): Promise<FlagsPanel & { readonly page: Page }> {
  const page = await openShop(person)
  const flags = await openFlagsPanel(page)
  await flags.panel.waitForSelector('select[aria-label="Override hero"]')
  await flags.panel.select('select[aria-label="Override hero"]', 'seasonal')
  await shows(page, OVERRIDDEN)
  return { ...flags, page }
}

/** A tab whose person says yes to every question. */
async function agreeingTab({ browser }: LaunchedBrowser): Promise<{ page: Page; questions: string[] }> {
  const page = await browser.newPage()
  const questions: string[] = []
  page.on('dialog', (dialog) => {
    questions.push(dialog.message())
    void dialog.accept()
  })
  return { page, questions }
}

describe('what one person has set', () => {
  it('reaches another as a link: asks, applies, ends, and is reset', async () => {
    const from = await overrideHero(sender)
    await openTab(from, 'scenarios')
    const link = await from.panel.$eval('input[aria-label=Link]', ({ value }) => value)
    expect(link).toMatch(`${shop.origin}/#halyard-share=1.`)
    await press(from.panel, 'Copy link')
    expect(await clipboardOf(from.page)).toBe(link)
    await press(from.panel, 'Show QR code')
    await from.panel.waitForSelector('.link-code[aria-busy=false]')
    await from.screenshot(join(artefactsFolder(), 'scenarios-share.png'))

    const { page, questions } = await agreeingTab(receiver)
    await page.goto(link)
    await shows(page, OVERRIDDEN)
    expect(questions).toEqual([expect.stringMatching(/"hero": "seasonal"[\s\S]* until /)])
    expect(page.url()).toBe(`${shop.origin}/`)

    const flags = await openFlagsPanel(page)
    await flags.panel.locator('.strip .button-override').click()
    await shows(page, SERVED)
    await page.reload()
    await shows(page, SERVED)

    const other = await agreeingTab(receiver)
    await other.page.goto(link)
    await shows(other.page, OVERRIDDEN)
    await other.page.reload()
    await shows(other.page, OVERRIDDEN)
    await other.page.evaluateOnNewDocument((laterMs) => {
      const now = Date.now
      Date.now = () => now() + laterMs
    }, TWO_DAYS_MS)
    await other.page.reload()
    await shows(other.page, SERVED)
    expect([questions.length, other.questions.length]).toEqual([1, 1])
  })

  it('reaches another as a bug report, which shows first what it would change', async () => {
    const from = await overrideHero(sender)
    await openTab(from, 'scenarios')
    await from.page.bringToFront()
    await press(from.panel, 'Copy report')
    const report = await clipboardOf(from.page)
    expect(report).toContain('| `hero` | `"seasonal"` | `seasonal` | `OVERRIDE` | overridden |')

    const page = await openShop(receiver)
    const flags = await openFlagsPanel(page)
    await openTab(flags, 'scenarios')
    await press(flags.panel, 'Paste')
    await flags.panel.locator('textarea').fill(report)
    await press(flags.panel, 'Read it')
    const plan = await flags.panel.waitForSelector('ul[aria-label="What it would change"]')
    expect(await plan?.evaluate(({ textContent }) => textContent)).toMatch(/^hero"classic".*"seasonal"$/)
    await shows(page, SERVED)
    await press(flags.panel, 'Apply')
    await shows(page, OVERRIDDEN)
    await flags.screenshot(join(artefactsFolder(), 'scenarios-report.png'))
    await press(flags.panel, 'Undo')
    await shows(page, SERVED)
  })

  it('reaches another as a file of scenarios', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'halyard-downloads-'))
    const browser = await sender.browser.target().createCDPSession()
    await browser.send('Browser.setDownloadBehavior', {
      behavior: 'allow',
      downloadPath: folder,
      eventsEnabled: true,
    })
    const from = await overrideHero(sender)
    await openTab(from, 'scenarios')
    await from.panel.locator('input[aria-label=Name]').fill('Autumn wind')
    await press(from.panel, 'Keep')
    const saved = new Promise<void>((resolve) => {
      browser.on('Browser.downloadProgress', ({ state }) => {
        if (state === 'completed') resolve()
      })
    })
    await press(from.panel, 'Export as a file')
    await saved

    const page = await openShop(receiver)
    const flags = await openFlagsPanel(page)
    await openTab(flags, 'scenarios')
    const input = (await flags.panel.$('input[type=file]')) as ElementHandle<HTMLInputElement>
    await input.uploadFile(join(folder, 'Autumn-wind.json'))
    await flags.panel.locator('::-p-text(Autumn wind)').click()
    await press(flags.panel, 'Apply')
    await shows(page, OVERRIDDEN)
    rmSync(folder, { recursive: true })
  })

  it('is kept for every DevTools window of the profile, and compared there', async () => {
    const from = await overrideHero(sender)
    await openTab(from, 'scenarios')
    await from.panel.locator('input[aria-label=Name]').fill('Autumn')
    await press(from.panel, 'Keep')
    await from.panel.waitForSelector('::-p-text(Autumn)')
    await openTab(from, 'compare')
    await press(from.panel, 'Keep a snapshot')
    await from.panel.waitForSelector('::-p-text(Nothing differs)')

    const page = await openShop(sender)
    const flags = await openFlagsPanel(page)
    await openTab(flags, 'compare')
    await flags.panel.waitForSelector('.select option[value="0"]')
    await flags.panel.select('.select', '0')
    await flags.panel.waitForSelector('.row-compared .difference-value')
    const differing = await flags.panel.$$eval('.compare-key', (cells) =>
      cells.map(({ textContent }) => textContent),
    )
    expect(differing).toEqual(['hero'])
    await flags.screenshot(join(artefactsFolder(), 'compare.png'))
    await openTab(flags, 'scenarios')
    await flags.panel.locator('::-p-text(Autumn)').click()
    await press(flags.panel, 'Apply')
    await shows(page, OVERRIDDEN)
  })
})

/** What was copied last, read by a page of the same browser that is in front. */
async function clipboardOf(page: Page): Promise<string> {
  await page
    .browserContext()
    .setPermission(shop.origin, { permission: { name: 'clipboard-read' }, state: 'granted' })
  await page.bringToFront()
  return page.evaluate(() => navigator.clipboard.readText())
}
