import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle, Frame, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { SheetState } from '../../../playground/src/playground/model/sheet-state.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { whenShown } from '../support/flag-page.ts'
import { dockPanel } from './dock-panel.ts'
import { drawnCells, type PlaygroundSite, startPlaygroundSite, whenSettled } from './playground-site.ts'

const HERO = { flags: [{ flagKey: 'hero' }] } satisfies Partial<SheetState>
const CREW = { name: 'Cleo', context: { targetingKey: 'crew-1', plan: 'crew' } }
const SEASONAL = '2.0.0.0'
const AUTUMN = 'The autumn wind is here'

let site: PlaygroundSite
let sender: LaunchedBrowser
let receiver: LaunchedBrowser
let folder: string

beforeAll(async () => {
  site = await startPlaygroundSite()
})

afterAll(() => site?.[Symbol.asyncDispose]())

beforeEach(async () => {
  sender = await launchBrowser()
  receiver = await launchBrowser()
  folder = mkdtempSync(join(tmpdir(), 'halyard-downloads-'))
})

afterEach(async () => {
  await sender?.close()
  await receiver?.close()
  rmSync(folder, { recursive: true })
})

async function open({ browser }: LaunchedBrowser, change: Partial<SheetState>): Promise<Page> {
  const page = await browser.newPage()
  await page.setViewport({ width: 1600, height: 1100 })
  await page.goto(site.addressOf(change))
  await whenSettled(page)
  return page
}

async function openMenu(page: Page): Promise<void> {
  await page.locator('.scenario-button').click()
  await page.waitForSelector('.scenario-popover:popover-open')
}

const pressIn = (place: Page | Frame, label: string) =>
  place.locator(`::-p-aria([name="${label}"][role="button"])`).click()

/** What a person saves by doing something. @returns the path of the file. */
async function savedBy({ browser }: LaunchedBrowser, act: () => Promise<void>): Promise<string> {
  const session = await browser.target().createCDPSession()
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: folder,
    eventsEnabled: true,
  })
  const saved = new Promise<void>((resolve) => {
    session.on('Browser.downloadProgress', ({ state }) => {
      if (state === 'completed') resolve()
    })
  })
  await act()
  await saved
  return join(folder, readdirSync(folder)[0] ?? expect.fail('nothing was saved'))
}

async function choose(place: Page | Frame, selector: string, path: string): Promise<void> {
  const input = (await place.$(selector)) as ElementHandle<HTMLInputElement>
  await input.uploadFile(path)
}

/** What was copied last. */
async function clipboardOf(page: Page): Promise<string> {
  await page.browserContext().setPermission(new URL(site.playgroundUrl).origin, {
    permission: { name: 'clipboard-read' },
    state: 'granted',
  })
  await page.bringToFront()
  return page.evaluate(() => navigator.clipboard.readText())
}

it('takes what the panel has exported, and gives it what it can read', async () => {
  const from = await open(sender, { ...HERO, isFolding: false })
  const panel = await dockPanel(from, SEASONAL)
  await panel.locator('#tab-scenarios').click()
  await panel.locator('input[aria-label=Name]').fill('Autumn wind')
  await pressIn(panel, 'Keep')
  const file = await savedBy(sender, () => pressIn(panel, 'Export as a file'))

  const page = await open(receiver, { flags: [] })
  await openMenu(page)
  await choose(page, '.scenario-popover input[type=file]', file)
  await page.locator('.scenario-show ::-p-text(Autumn wind)').click()
  await page.waitForSelector('.scenario-popover', { hidden: true })
  await whenSettled(page)
  const [cell, ...others] = await drawnCells(page)
  await whenShown(cell?.frame ?? expect.fail('no cell has a document'), 'h1', AUTUMN)
  expect(others).toEqual([])

  rmSync(file)
  await openMenu(page)
  const back = await savedBy(receiver, () => pressIn(page, 'Export all'))
  const other = await open(receiver, HERO)
  const otherPanel = await dockPanel(other, 's.0.0.0')
  await otherPanel.locator('#tab-scenarios').click()
  await choose(otherPanel, 'input[type=file]', back)
  await otherPanel.locator('.scenario-item ::-p-text(Autumn wind), ::-p-text(Autumn wind)').click()
  await pressIn(otherPanel, 'Apply')
  const [served] = await drawnCells(other)
  await whenShown(served?.frame ?? expect.fail('the cell has no document'), 'h1', AUTUMN)
})

it('shows one cell by its link in another browser, and opens it in the app, which asks first', async () => {
  const page = await open(sender, { ...HERO, personas: [CREW] })
  await page.locator(`[data-cell-id="${SEASONAL}"] .cell-choose`).click()
  await pressIn(page, 'Copy link to this cell')
  await page.waitForSelector('.inspector-action ::-p-text(Copied)')
  const link = await clipboardOf(page)

  const other = await receiver.browser.newPage()
  await other.goto(link)
  await whenSettled(other)
  const alone = (await drawnCells(other)).find(({ id }) => id === SEASONAL)
  await whenShown(alone?.frame ?? expect.fail('the cell has no document'), 'h1', AUTUMN)
  expect(
    await other.$eval(`[data-cell-id="${SEASONAL}"]`, (cell) => cell.getAttribute('data-standing')),
  ).toBe('single')

  const app = await page.$eval('a.inspector-action', ({ href }) => href)
  const shop = await receiver.browser.newPage()
  const questions: string[] = []
  shop.on('dialog', (dialog) => {
    questions.push(dialog.message())
    void dialog.accept()
  })
  await shop.goto(app)
  await whenShown(shop.mainFrame(), 'h1', AUTUMN)
  expect(questions).toEqual([expect.stringMatching(/"hero": "seasonal"[\s\S]* until /)])
})

it('saves sheets under names, and takes back what was deleted; what is damaged is passed over', async () => {
  const page = await open(sender, HERO)
  await openMenu(page)
  await page.locator('.scenario-save input').fill('Autumn sale')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.scenario-show[aria-current=true] ::-p-text(Autumn sale)')
  await pressIn(page, 'Delete Autumn sale')
  await page.waitForSelector('.scenario-list', { hidden: true })
  await pressIn(page, 'Undo')
  await page.waitForSelector('.scenario-list ::-p-text(Autumn sale)')

  await page.evaluate(() => {
    const key = 'halyard-playground:scenarios'
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null')
    localStorage.setItem(key, JSON.stringify({ ...kept, value: ['#sheet=1.!', 7, ...kept.value] }))
  })
  await page.goto(site.addressOf({}))
  await openMenu(page)
  expect(
    await page.$$eval('.scenario-show span', (names) => names.map(({ textContent }) => textContent)),
  ).toEqual(['Autumn sale'])
  await page.locator('.scenario-show').click()
  await page.waitForFunction(() => document.querySelectorAll('[data-cell-id]').length > 1)
  await page.goBack()
  await page.waitForFunction((url) => location.href === url, {}, site.addressOf({}))
})

it('prints all cells on paper, with links to the page and to the sheet', async () => {
  const page = await open(sender, {
    flags: [{ flagKey: 'hero' }, { flagKey: 'gift-wrapping' }, { flagKey: 'express-checkout' }],
    coverage: 'all',
    view: { kind: 'contact-sheet' },
    name: 'Autumn sale',
  })
  await page.waitForSelector('.contact-sheet[data-sheet-state=settled][data-cell-count="12"]')
  const labels = await page.$$eval('.contact-cell h3', (cells) => cells.map(({ textContent }) => textContent))
  expect(new Set(labels).size).toBe(12)
  const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString(
    'latin1',
  )
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2)
  expect(pdf).toContain(`/URI (${site.shopUrl})`)
  expect(pdf).toContain(`/URI (${site.playgroundUrl}?page=`)
  await page.locator('[aria-label="Back to the sheet"]').click()
  await page.waitForSelector('.sheet')
})
