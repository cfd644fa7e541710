import type { Frame, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { whenShown } from '../support/flag-page.ts'
import { type BrowsedSite, startBrowsedSite } from './browsed-site.ts'
import { dockPanel } from './dock-panel.ts'
import { askClient, drawnCells, whenSettled } from './playground-site.ts'

const PATIENTLY = { timeout: 20_000 }
const BOLD = '1.0.0.0'
const EXPRESS = '[role=switch][aria-label="Override express-checkout"]'

let site: BrowsedSite

beforeAll(async () => {
  site = await startBrowsedSite()
})

afterAll(() => site?.[Symbol.asyncDispose]())

async function openPanel(cellId: string): Promise<{ page: Page; panel: Frame }> {
  const page = await site.browser.newPage()
  await page.setViewport({ width: 1600, height: 1100 })
  await page.goto(site.addressOf({ flags: [{ flagKey: 'hero' }], isFolding: false }))
  await whenSettled(page)
  return { page, panel: await dockPanel(page, cellId) }
}

/** What the client of each cell that has a frame says of a flag, by the cell's id. */
async function valuesOf(page: Page, flagKey: string): Promise<{ readonly [cellId: string]: unknown }> {
  const values: { [cellId: string]: unknown } = {}
  for (const { id, frame } of await drawnCells(page)) {
    if (frame) values[id] = (await askClient(frame)).flags[flagKey]?.value
  }
  return values
}

it.each([BOLD, 's.0.0.0'])('overrides the cell %s under which it is docked, and no other', async (cellId) => {
  const { page, panel } = await openPanel(cellId)
  const before = await valuesOf(page, 'express-checkout')
  expect(Object.keys(before).length).toBeGreaterThan(1)
  expect(new Set(Object.values(before))).toEqual(new Set([false]))
  await panel.locator(EXPRESS).click()
  await expect
    .poll(() => valuesOf(page, 'express-checkout'), PATIENTLY)
    .toEqual({ ...before, [cellId]: true })
  await page.close()
})

it('may override what its cell is assigned, which is no fault of the page as long as it is docked there', async () => {
  const { page, panel } = await openPanel(BOLD)
  const frame = (await drawnCells(page)).find(({ id }) => id === BOLD)?.frame
  const notices = () => page.$$eval('.cell-notice', ({ length }) => length)
  await panel.select('select[aria-label="Override hero"]', 'seasonal')
  await whenShown(frame ?? expect.fail('the cell has no document'), 'h1', 'The autumn wind is here')
  await page.waitForSelector('.inspector-flags [data-state=refused]')
  expect(await notices()).toBe(0)
  await page.locator('[aria-label="Close the panel"]').click()
  await expect.poll(notices, PATIENTLY).toBe(1)
  await page.close()
})

it('follows the page of its cell when that loads anew, where its overrides are gone', async () => {
  const { page, panel } = await openPanel(BOLD)
  const overridden = () =>
    panel.$eval('.panel', (root) => root.textContent?.match(/(\d+) flags? overridden/)?.[1])
  await expect.poll(overridden, PATIENTLY).toBe('1')
  await panel.locator(EXPRESS).click()
  await expect.poll(overridden, PATIENTLY).toBe('2')
  await page.locator(`[data-cell-id="${BOLD}"] [aria-label^="Load "]`).click()
  await expect.poll(overridden, PATIENTLY).toBe('1')
  await page.close()
})

it('is resized by keys and by pointer, and closes with Escape wherever that is pressed', async () => {
  const { page, panel } = await openPanel(BOLD)
  const height = () => page.$eval('.panel-dock', (dock) => dock.getBoundingClientRect().height)
  const before = await height()
  await page.focus('.panel-dock-edge')
  await page.keyboard.press('ArrowUp')
  await expect.poll(height, PATIENTLY).toBe(before + 16)
  const edge = (await (await page.$('.panel-dock-edge'))?.boundingBox()) ?? expect.fail('there is no edge')
  await page.mouse.move(edge.x + 200, edge.y + 4)
  await page.mouse.down()
  await page.mouse.move(edge.x + 200, edge.y - 46, { steps: 4 })
  await page.mouse.up()
  await expect.poll(height, PATIENTLY).toBeGreaterThan(before + 56)
  await panel.locator('#tab-timeline').click()
  await page.keyboard.press('Escape')
  await page.waitForSelector('.panel-dock', { hidden: true })
  await page.close()
})
