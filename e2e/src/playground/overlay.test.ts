import type { Frame, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OverlayMode, SheetState } from '../../../playground/src/playground/model/sheet-state.ts'
import { whenShown } from '../support/flag-page.ts'
import { colourAt, type Picture, takePicture } from '../support/picture.ts'
import { type BrowsedSite, startBrowsedSite } from './browsed-site.ts'
import { whenSettled } from './playground-site.ts'

const HEADINGS: { readonly [cellId: string]: string } = {
  's.0.0.0': 'Kites for ordinary wind',
  '0.0.0.0': 'Kites for ordinary wind',
  '1.0.0.0': 'Go flysomething.',
  '2.0.0.0': 'The autumn wind is here',
}
const [SERVED, CLASSIC, BOLD, SEASONAL] = ['s.0.0.0', '0.0.0.0', '1.0.0.0', '2.0.0.0'] as const
/** A picture takes its time on a busy machine. */
const PATIENTLY = { timeout: 20_000 }
/** The ground of the bold heading: #c9402a. */
const RED = [201, 64, 42]

let site: BrowsedSite

beforeAll(async () => {
  site = await startBrowsedSite()
})

afterAll(() => site?.[Symbol.asyncDispose]())

async function open(
  cellIds: readonly [string, string],
  mode: OverlayMode,
  position = 0.5,
  change: Partial<SheetState> = {},
): Promise<Page> {
  const page = await site.browser.newPage()
  await page.goto(
    site.addressOf({
      flags: [{ flagKey: 'hero' }],
      view: { kind: 'overlay', cellIds, mode, position },
      ...change,
    }),
  )
  await whenDrawn(page, cellIds)
  return page
}

async function whenDrawn(page: Page, cellIds: readonly string[]): Promise<void> {
  for (const id of cellIds) await whenShown(await frameOf(page, id), 'h1', HEADINGS[id] ?? '')
  await whenSettled(page)
}

/** The document of a cell, once its page stands still: a frame may give way to another one until then. */
async function frameOf(page: Page, cellId: string): Promise<Frame> {
  const element = await page.waitForSelector(`[data-cell-id="${cellId}"][data-cell-state=settled] iframe`, {
    timeout: 30_000,
  })
  return (await element?.contentFrame()) ?? expect.fail(`the cell ${cellId} has no document`)
}

async function picture(page: Page): Promise<Picture> {
  return takePicture(page, (await page.$('.overlay-stage')) ?? expect.fail('nothing is laid over each other'))
}

const isBlack = (shown: Picture): boolean =>
  shown.pixels.every((value, index) => index % 4 === 3 || value === 0)

it('is black where two cells are the same, and shows where they differ', async () => {
  const page = await open([SERVED, CLASSIC], 'difference')
  await expect.poll(async () => isBlack(await picture(page)), PATIENTLY).toBe(true)
  await page.locator('select[aria-label="Second preview"]').fill(BOLD)
  await whenDrawn(page, [SERVED, BOLD])
  const shown = await picture(page)
  expect(isBlack(shown)).toBe(false)
  expect(colourAt(shown, 0.02, 0.5)).toEqual([0, 0, 0])
  await page.close()
})

it('cuts the two along a line that is dragged, or moved by keys, and kept in the address', async () => {
  const page = await open([CLASSIC, BOLD], 'slider')
  const left = async () => colourAt(await picture(page), 0.45, 0.4)
  const right = async () => colourAt(await picture(page), 0.6, 0.18)
  expect(await right()).toEqual(RED)
  expect(await left()).not.toEqual(RED)

  const history = await page.evaluate(() => window.history.length)
  const divider = (await page.$('[role=slider]')) ?? expect.fail('there is no line')
  const toldValue = () => divider.evaluate((slider) => slider.getAttribute('aria-valuenow'))
  const box = (await divider.boundingBox()) ?? expect.fail('the line is nowhere')
  const stage = (await (await page.$('.overlay-stage'))?.boundingBox()) ?? expect.fail('there is no stage')
  await page.mouse.move(box.x + 16, box.y + 100)
  await page.mouse.down()
  await page.mouse.move(stage.x + stage.width * 0.3, box.y + 100, { steps: 5 })
  await page.mouse.up()
  await expect.poll(toldValue, PATIENTLY).toBe('30')
  await expect.poll(left, PATIENTLY).toEqual(RED)

  await divider.focus()
  for (const key of ['ArrowRight', 'ArrowRight', 'PageUp'] as const) await page.keyboard.press(key)
  expect(await toldValue()).toBe('42')
  await page.reload()
  await whenDrawn(page, [CLASSIC, BOLD])
  expect(await page.$eval('[role=slider]', (slider) => slider.getAttribute('aria-valuenow'))).toBe('42')
  expect(await page.evaluate(() => window.history.length)).toBe(history)
  await page.close()
})

it('shows one through the other', async () => {
  const shown: (readonly number[])[] = []
  for (const position of [0, 0.5, 1]) {
    const page = await open([CLASSIC, BOLD], 'onion', position)
    shown.push(colourAt(await picture(page), 0.45, 0.2))
    await page.close()
  }
  const [under = [], between = [], over = []] = shown
  expect(over).toEqual(RED)
  for (const [channel, value] of between.entries()) {
    expect(Math.abs(value - ((under[channel] ?? 0) + (over[channel] ?? 0)) / 2)).toBeLessThanOrEqual(2)
  }
})

it('keeps the two in line when one is scrolled, also where nothing else is mirrored', async () => {
  const page = await open([CLASSIC, BOLD], 'onion', 0.5, { isMirroring: false })
  const scrolled = async (cellId: string) =>
    (await frameOf(page, cellId)).evaluate(() => {
      const { scrollTop, scrollHeight, clientHeight } = document.documentElement
      return scrollTop / (scrollHeight - clientHeight)
    })
  const stage = (await (await page.$('.overlay-stage'))?.boundingBox()) ?? expect.fail('there is no stage')
  await page.mouse.move(stage.x + stage.width / 2, stage.y + stage.height / 2)
  await page.mouse.wheel({ deltaY: 150 })
  await expect.poll(() => scrolled(BOLD), PATIENTLY).toBeGreaterThan(0)
  const difference = async () => Math.abs((await scrolled(BOLD)) - (await scrolled(CLASSIC)))
  await expect.poll(() => scrolled(CLASSIC), PATIENTLY).toBeGreaterThan(0)
  await expect.poll(difference, PATIENTLY).toBeLessThan(0.01)
  await page.close()
})

it('swaps the two without loading them anew, and goes on to the next pair and back to the sheet', async () => {
  const page = await open([CLASSIC, BOLD], 'slider')
  const frames = [await frameOf(page, CLASSIC), await frameOf(page, BOLD)]
  for (const frame of frames) await frame.evaluate(() => Object.assign(window, { isSame: true }))
  await page.locator('[aria-label="Swap the two previews"]').click()
  await expect.poll(async () => colourAt(await picture(page), 0.45, 0.2), PATIENTLY).toEqual(RED)
  for (const frame of frames) expect(await frame.evaluate(() => 'isSame' in window)).toBe(true)

  await page.keyboard.press('ArrowRight')
  await whenDrawn(page, [BOLD, SEASONAL])
  expect(await frames[1]?.evaluate(() => 'isSame' in window)).toBe(true)
  await page.goBack()
  await whenDrawn(page, [BOLD, CLASSIC])
  await page.keyboard.press('Escape')
  await page.waitForSelector('.sheet')
  await page.close()
})

it('lies over the chosen cell what is clicked with Shift', async () => {
  const page = await site.browser.newPage()
  await page.goto(site.addressOf({ flags: [{ flagKey: 'hero' }], isFolding: false }))
  await whenSettled(page)
  await page.locator(`[data-cell-id="${CLASSIC}"] .cell-choose`).click()
  await page.keyboard.down('Shift')
  await page.locator(`[data-cell-id="${BOLD}"] .cell-choose`).click()
  await page.keyboard.up('Shift')
  await whenDrawn(page, [CLASSIC, BOLD])
  expect(await page.$eval('select[aria-label="First preview"]', ({ value }) => value)).toBe(CLASSIC)
  await page.close()
})
