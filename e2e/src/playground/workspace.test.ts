import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { SheetState } from '../../../playground/src/playground/model/sheet-state.ts'
import { accessibilityProblems } from '../support/accessibility-problems.ts'
import { whenShown } from '../support/flag-page.ts'
import { type BrowsedSite, startBrowsedSite } from './browsed-site.ts'
import { drawnCells, whenSettled } from './playground-site.ts'

const HERO = { flags: [{ flagKey: 'hero' }] } satisfies Partial<SheetState>
const MANY = {
  flags: ['hero', 'express-checkout', 'gift-wrapping', 'wind-scale'].map((flagKey) => ({ flagKey })),
  coverage: 'all',
} satisfies Partial<SheetState>

let site: BrowsedSite

beforeAll(async () => {
  site = await startBrowsedSite()
})

afterAll(() => site?.[Symbol.asyncDispose]())

async function open(change: Partial<SheetState>, size = { width: 1280, height: 800 }): Promise<Page> {
  const page = await site.browser.newPage()
  await page.setViewport(size)
  await page.goto(site.addressOf(change))
  await whenSettled(page)
  return page
}

function focusedCell(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.closest('[data-cell-id]')?.getAttribute('data-cell-id'))
}

it('mounts only the cells that are in sight', async () => {
  const page = await open({ ...MANY, zoom: 100, isFolding: false })
  const mounted = () =>
    page.$$eval('[data-cell-id]', (cells) =>
      cells.flatMap((cell, index) => (cell.querySelector('iframe') ? [index] : [])),
    )
  expect(await page.$$eval('[data-cell-id]', ({ length }) => length)).toBe(24)
  const atTop = await mounted()
  expect(atTop.length).toBeLessThanOrEqual(2)
  expect(atTop[0]).toBe(0)
  await page.$eval('.sheet-scroll', (scroll) => scroll.scrollTo(0, scroll.scrollHeight))
  await page.waitForFunction(() => document.querySelector('[data-cell-id]:last-of-type iframe'))
  await whenSettled(page)
  const atEnd = await mounted()
  expect(atEnd.at(-1)).toBe(23)
  expect(atEnd).not.toContain(0)
  expect(page.frames().length - 1).toBe(atEnd.length)
  await page.close()
})

it('takes one step back for every choice', async () => {
  const page = await open(HERO)
  await page.locator('.flag-name ::-p-text(gift-wrapping)').click()
  await page.waitForFunction(() => document.querySelectorAll('.cell').length > 4)
  await page.locator('.coverage ::-p-text(All combinations)').click()
  await page.waitForSelector('[data-cell-count="6"]')
  await page.goBack()
  await page.waitForSelector('[data-cell-count="6"]')
  expect(await page.$eval('.coverage input:checked + span', ({ textContent }) => textContent)).toBe(
    'One at a time',
  )
  await page.goBack()
  await page.waitForSelector('[data-cell-count="4"]')
  await page.goForward()
  await page.waitForSelector('[data-cell-count="6"]')
  await page.close()
})

it('takes values, people and sizes of one’s own, and says what is wrong with them', async () => {
  const page = await open({ flags: [{ flagKey: 'hero' }, { flagKey: 'announcement' }], isFolding: false })
  const whenCounted = (count: number) => page.waitForSelector(`[data-cell-count="${count}"]`)
  await whenCounted(7)
  await page.locator('::-p-aria(Add a value of announcement)').click()
  await page.keyboard.type('{')
  await page.locator('.value-form ::-p-text(Add)').click()
  await page.waitForFunction(() =>
    document.querySelector('.field-problem')?.textContent?.includes('Not JSON yet'),
  )
  await page.keyboard.press('Escape')

  await page.locator('::-p-aria(Add a value of hero)').click()
  await page.keyboard.type('mine')
  await page.keyboard.press('Enter')
  await whenCounted(8)
  await page.locator('.rail-axes ::-p-text(Seen as)').click()
  await page.locator('.axis-add').click()
  await page.keyboard.type('Somebody')
  await page.keyboard.press('Enter')
  await whenCounted(9)
  await page.locator('.rail-axes ::-p-text(Sizes)').click()
  await page.locator('[aria-label="Width in pixels"]').fill('500')
  await page.locator('[aria-label="Height in pixels"]').fill('60')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.querySelector('.free-size .field-problem'))
  await page.locator('[aria-label="Height in pixels"]').fill('600')
  await page.keyboard.press('Enter')
  await whenCounted(10)
  await page.locator('::-p-aria(Pin hero to bold)').click()
  await whenCounted(6)
  await page.goBack()
  await whenCounted(10)
  await page.close()
})

it('keeps the frames of cells that stay when more is chosen', async () => {
  const page = await open(HERO)
  const [served, bold] = await drawnCells(page)
  await served?.frame?.evaluate(() => Object.assign(globalThis, { isSame: true }))
  await page.locator('.flag-name ::-p-text(gift-wrapping)').click()
  await page.waitForSelector('[data-cell-count="6"]')
  await whenSettled(page)
  const [still] = await drawnCells(page)
  expect(bold?.label).toBe('hero: bold')
  expect(await still?.frame?.evaluate(() => 'isSame' in globalThis)).toBe(true)
  await page.close()
})

it('is driven by the keyboard', async () => {
  const page = await open(HERO)
  await page.keyboard.press('/')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Search flags')
  await page.keyboard.type('gift')
  await page.waitForFunction(() => document.querySelectorAll('.flag-row').length === 1)

  const ids = (await drawnCells(page)).map(({ id }) => id)
  await page.focus('.cell')
  await page.keyboard.press('ArrowRight')
  expect(await focusedCell(page)).toBe(ids[1])
  await page.keyboard.press('ArrowDown')
  expect(await focusedCell(page)).toBe(ids[2])
  await page.keyboard.press('Enter')
  await page.waitForSelector(`[data-cell-id="${ids[2]}"][data-standing="single"]`)
  await page.keyboard.press('ArrowLeft')
  await page.waitForSelector(`[data-cell-id="${ids[1]}"][data-standing="single"]`)
  await page.keyboard.press('Escape')
  await page.waitForSelector(`[data-cell-id="${ids[1]}"][data-standing="placed"]`)
  expect(await focusedCell(page)).toBe(ids[1])

  await page.keyboard.press('?')
  await page.waitForSelector('.shortcut-sheet[open]')
  await page.keyboard.press('Escape')
  await page.waitForSelector('.shortcut-sheet:not([open])')
  await page.close()
})

it('looks at a cell alone without loading its page again', async () => {
  const page = await open(HERO)
  const [served] = await drawnCells(page)
  await served?.frame?.evaluate(() => Object.assign(globalThis, { isSame: true }))
  await page.focus('.cell')
  await page.keyboard.press('Enter')
  await page.waitForSelector('[data-standing="single"]')
  expect(await served?.frame?.evaluate(() => 'isSame' in globalThis)).toBe(true)
  await page.reload()
  await page.waitForSelector('[data-standing="single"][data-cell-state="settled"]')
  await page.keyboard.press('Escape')
  await page.waitForSelector('[data-standing="placed"]')
  await page.close()
})

it('has what is done in one cell happen in all, unless that is switched off', async () => {
  // At true size, for the test's mouse knows nothing of a frame that is scaled.
  const page = await open({ ...HERO, zoom: 100 }, { width: 3840, height: 2160 })
  const counts = async () => {
    const cells = await drawnCells(page)
    return Promise.all(cells.map(({ frame }) => frame?.$eval('.bag-count', ({ textContent }) => textContent)))
  }
  const [first, ...others] = await drawnCells(page)
  await first?.frame?.click('[aria-label="One Gullwing more"]')
  await Promise.all(others.map(({ frame }) => frame && whenShown(frame, '.bag-count', '2')))
  await page.keyboard.press('Escape')
  await page.locator('.toggle ::-p-text(Mirror)').click()
  await page.waitForSelector('.toggle[aria-pressed="false"]')
  await first?.frame?.click('[aria-label="One Gullwing more"]')
  if (first?.frame) await whenShown(first.frame, '.bag-count', '3')
  expect(await counts()).toEqual(['3', '2', '2'])
  await page.close()
})

it('gives back what many cells took', async () => {
  const page = await open({ flags: [] }, { width: 3840, height: 2160 })
  const session = await page.createCDPSession()
  await session.send('Performance.enable')
  const measure = async () => {
    await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0
    return { heap: metric('JSHeapUsedSize'), documents: metric('Documents'), frames: metric('Frames') }
  }
  const before = await measure()
  await page.evaluate(
    (address) => {
      history.pushState(null, '', address)
      dispatchEvent(new PopStateEvent('popstate'))
    },
    site.addressOf({ ...MANY, isFolding: false }),
  )
  await page.waitForFunction(() => document.querySelectorAll('iframe').length === 24)
  await whenSettled(page)
  const during = await measure()
  await page.goBack()
  await page.waitForFunction(() => document.querySelectorAll('iframe').length === 1)
  await whenSettled(page)
  expect(page.frames()).toHaveLength(2)
  expect(during.frames - before.frames).toBeGreaterThanOrEqual(23)
  // The browser takes its time with a document that is gone.
  await expect
    .poll(async () => (await measure()).frames, { timeout: 20_000 })
    .toBeLessThanOrEqual(before.frames)
  const after = await measure()
  expect(after.documents - before.documents).toBeLessThanOrEqual(2)
  expect(after.heap - before.heap).toBeLessThan((during.heap - before.heap) / 4)
  await page.close()
})

it.each(['light', 'dark'])('has no problem that axe can find: %s', async (theme) => {
  const page = await site.browser.newPage()
  await page.setViewport({ width: 1280, height: 800 })
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }])
  const problems: string[] = []
  const look = async (what: string) => {
    for (const problem of await accessibilityProblems(page)) problems.push(`${what}: ${problem}`)
  }
  await page.goto(
    `${site.playgroundUrl}?page=${encodeURIComponent(site.shopUrl)}&flag=hero&flag=wind-mail#sheet=2.x`,
  )
  await whenSettled(page)
  await look('the sheet')
  for (const section of await page.$$('.axis summary')) {
    await section.click()
    await look('a section of the rail')
  }
  await page.locator('.rail-axes summary').click()
  await page.locator('.axis-add').click()
  await page.waitForSelector('.persona-form')
  await look('the form of a persona')
  await page.locator('.value-add').click()
  await look('the form of a value')
  await page.keyboard.press('Escape')
  await page.focus('.cell')
  await page.keyboard.press('Enter')
  await page.waitForSelector('[data-standing="single"]')
  await look('a cell alone')
  await page.focus('.cell[data-standing="single"]')
  await page.keyboard.press('?')
  await look('the shortcuts')
  await page.goto(`${site.playgroundUrl}?page=${encodeURIComponent(site.playgroundUrl)}`)
  await page.waitForSelector('[data-cell-state="failed"]', { timeout: 40_000 })
  await look('a failing cell')
  expect(problems).toEqual([])
  await page.close()
})
