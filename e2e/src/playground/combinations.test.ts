import { afterAll, beforeAll, expect, it } from 'vitest'
import { planSheet } from '../../../playground/src/playground/model/plan-sheet.ts'
import { initialSheet, type SheetState } from '../../../playground/src/playground/model/sheet-state.ts'
import { buildPage } from '../support/build-page.ts'
import { watchForErrors, whenShown } from '../support/flag-page.ts'
import { serveFolder } from '../support/static-site.ts'
import { type BrowsedSite, startBrowsedSite } from './browsed-site.ts'
import { askClient, drawnCells, whenSettled } from './playground-site.ts'

// Five flags of the shop: four booleans, one with three variants. `wind-mail` changes nothing that is seen at first.
const FLAGS = ['hero', 'express-checkout', 'gift-wrapping', 'wind-scale', 'wind-mail'].map((flagKey) => ({
  flagKey,
}))

let site: BrowsedSite

beforeAll(async () => {
  site = await startBrowsedSite()
})

afterAll(() => site?.[Symbol.asyncDispose]())

async function open(change: Partial<SheetState>, size = { width: 3840, height: 2160 }) {
  const page = await site.browser.newPage()
  await page.setViewport(size)
  await page.goto(site.addressOf({ flags: FLAGS, ...change }))
  await whenSettled(page)
  return page
}

/** What the cells of a sheet should be assigned, worked out from the file that is served. */
function expectedAssignments(change: Partial<SheetState>) {
  const known = FLAGS.map(({ flagKey }) => ({
    flagKey,
    reason: 'STATIC',
    flagMetadata: {},
    observed: true,
    variants: site.file.flagSet.flags[flagKey]?.variants ?? {},
  }))
  const plan = planSheet({ ...initialSheet(site.shopUrl), flags: FLAGS, ...change }, known)
  return Array.from({ length: plan.count }, (_, index) => plan.cellAt(index))
}

it.each([
  ['every combination', { coverage: 'all', isFolding: false, limit: 48 } as const, 48],
  ['every pair in at most eight cells', { coverage: 'pairwise', isFolding: false } as const, 6],
])('assigns each page exactly what its cell says: %s', async (_, change, count) => {
  const page = await open(change)
  const errors = watchForErrors(page)
  const cells = await drawnCells(page)
  expect(cells.map(({ state }) => state)).toEqual(Array(count).fill('settled'))
  const asked = await Promise.all(cells.map(({ frame }) => frame && askClient(frame)))
  const expected = expectedAssignments(change).map(({ id, assignment }) => [
    id,
    Object.fromEntries(
      [...assignment].map(([flagKey, { value }]) => [flagKey, { value, reason: 'OVERRIDE' }]),
    ),
  ])
  const found = cells.map(({ id }, index) => [
    id,
    Object.fromEntries(FLAGS.map(({ flagKey }) => [flagKey, asked[index]?.flags[flagKey]])),
  ])
  expect(found).toEqual(expected)
  expect(errors).toEqual([])
  await page.close()
})

it('says in a cell what its page did not take, and folds no such cell away', async () => {
  const { origin } = new URL(site.playgroundUrl)
  await using other = await serveFolder(await buildPage('overriding', '', [origin]))
  const page = await open({ pageUrl: `${other.origin}/`, flags: [{ flagKey: 'fixed' }] })
  const cells = await drawnCells(page)
  expect(cells.map(({ label, state }) => [label, state])).toEqual([
    ['As served', 'settled'],
    ['fixed: plain', 'failed'],
    ['fixed: warm', 'failed'],
  ])
  expect(
    await page.$$eval('.wrong-assignments', (lists) => lists.map(({ textContent }) => textContent)),
  ).toEqual(['fixed should be "no", and is "by code"', 'fixed should be "yes", and is "by code"'])
  await page.close()
})

it('shows cells that look the same once, and names the flag that made no difference', async () => {
  const page = await open({ coverage: 'each' })
  const cells = await drawnCells(page)
  expect(cells.map(({ line }) => line)).toEqual([
    'As served +6 look the same',
    'herobold',
    'heroseasonal',
    'express-checkouton',
    'gift-wrappingon',
    'wind-scaleoff',
  ])
  expect(await page.$eval('.sheet-title p', ({ textContent }) => textContent)).toBe(
    'No difference here: wind-mail',
  )
  expect(page.frames().length - 1).toBe(cells.length)

  await page.click('.cell-same')
  await whenSettled(page)
  expect(await drawnCells(page)).toHaveLength(12)
  await page.close()
})

it('shows what is served anew, and looks again which cells look the same', async () => {
  const page = await open({ coverage: 'each', flags: [{ flagKey: 'hero' }] })
  expect((await drawnCells(page)).map(({ line }) => line)).toEqual([
    'As served +1 looks the same',
    'herobold',
    'heroseasonal',
  ])
  site.file.edit('hero', { defaultVariant: 'seasonal' })
  try {
    const [served] = await drawnCells(page)
    if (!served?.frame) throw new Error('the page as served has no frame')
    await whenShown(served.frame, 'h1', 'The autumn wind is here')
    await page.waitForFunction(
      () =>
        document.querySelectorAll('[data-cell-id]:not([data-standing="behind"])').length === 3 &&
        document.querySelector('[data-cell-id="0.0.0.0"]:not([data-standing="behind"])') !== null,
    )
    expect((await drawnCells(page)).map(({ line }) => line)).toEqual([
      'As served +1 looks the same',
      'heroclassic',
      'herobold',
    ])
  } finally {
    site.file.edit('hero', { defaultVariant: 'classic' })
  }
  await page.close()
})

it('shows people, sizes and appearances as they are', async () => {
  const context = { targetingKey: 'crew-1', country: 'US', plan: 'crew' }
  const page = await open({
    flags: [],
    personas: [{ name: 'Cleo', context }],
    viewports: [
      { width: 390, height: 844 },
      { width: 1000, height: 700 },
    ],
    appearances: [
      { colorScheme: 'light', direction: 'ltr', reducedMotion: false, forcedColors: false },
      { colorScheme: 'dark', direction: 'rtl', reducedMotion: true, forcedColors: false },
    ],
    coverage: 'all',
  })
  const cells = await drawnCells(page)
  const seen = await Promise.all(
    cells.map(async ({ label, frame }) => [
      label,
      frame && (await askClient(frame)).context,
      await frame?.evaluate(() => [
        innerWidth,
        innerHeight,
        matchMedia('(prefers-color-scheme: dark)').matches,
        matchMedia('(prefers-reduced-motion: reduce)').matches,
        document.documentElement.dir,
      ]),
    ]),
  )
  expect(seen).toEqual([
    ['Size: Phone, Appearance: Light', context, [390, 844, false, false, '']],
    ['Size: Phone, Appearance: Dark, right to left, reduced motion', context, [390, 844, true, true, 'rtl']],
    ['Size: 1000 × 700, Appearance: Light', context, [1000, 700, false, false, '']],
    [
      'Size: 1000 × 700, Appearance: Dark, right to left, reduced motion',
      context,
      [1000, 700, true, true, 'rtl'],
    ],
  ])
  await page.close()
})
