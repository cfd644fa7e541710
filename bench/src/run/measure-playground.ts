import { launchBrowser } from '../../../e2e/src/browser/launch-browser.ts'
import { type PlaygroundSite, whenSettled } from '../../../e2e/src/playground/playground-site.ts'
import { countProcessorTime } from './count-processor-time.ts'
import { HEAP_ARGUMENTS } from './measuring-browser.ts'

/** What a sheet of the demo shop costs. */
export interface SheetCost {
  /** From the navigation until every cell shows what it will show, in milliseconds. */
  readonly settledMs: number
  /** How long the thread of the page and of its cells was busy meanwhile, by the processor's own count, in milliseconds. */
  readonly settledBusyMs: number
  /** From one frame to the next while the sheet is scrolled from end to end, sorted, in milliseconds. */
  readonly framesMs: readonly number[]
  /** How long that thread was busy for each of them, by the processor's own count, in milliseconds. */
  readonly frameBusyMs: number
  /** What is on the heap of the page and of the cells with it: with one cell, with all, and with one again; in bytes. */
  readonly heap: { readonly before: number; readonly during: number; readonly after: number }
}

/** How many cells the measured sheet has: as many as are drawn before somebody asks for more. */
const MEASURED_CELLS = 24

const SHEET = {
  flags: ['hero', 'express-checkout', 'gift-wrapping', 'wind-scale'].map((flagKey) => ({ flagKey })),
  coverage: 'all',
  isFolding: false,
} as const
const ONE_CELL = { flags: [] } as const
const EVERYTHING_IN_SIGHT = { width: 3840, height: 2160 }
const SOME_IN_SIGHT = { width: 1920, height: 1080 }

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof launchBrowser>>['browser']['newPage']>>

/** Measures in a fresh browser. @param scrollMs how long the sheet is scrolled. */
export async function measurePlayground(site: PlaygroundSite, scrollMs: number): Promise<SheetCost> {
  await using launched = await launchBrowser({ args: HEAP_ARGUMENTS })
  const open = async (viewport: typeof SOME_IN_SIGHT) => {
    const page = await launched.browser.newPage()
    await page.setViewport(viewport)
    return page
  }
  const page = await open(EVERYTHING_IN_SIGHT)
  const readBusyMs = await countProcessorTime(page)
  await page.goto(site.addressOf(SHEET))
  await whenSettled(page)
  const settledMs = await page.evaluate(() => performance.now())
  const settledBusyMs = await readBusyMs()
  const cells = await page.$$eval('[data-cell-state="settled"] iframe', ({ length }) => length)
  if (cells !== MEASURED_CELLS) throw new Error(`${cells} cells are settled, not ${MEASURED_CELLS}`)
  await page.close()

  const scrolled = await open(SOME_IN_SIGHT)
  await scrolled.goto(site.addressOf(SHEET))
  await whenSettled(scrolled)
  const readScrollBusyMs = await countProcessorTime(scrolled)
  const busyBefore = await readScrollBusyMs()
  const framesMs = await scrollSheet(scrolled, scrollMs)
  const frameBusyMs = ((await readScrollBusyMs()) - busyBefore) / framesMs.length
  await scrolled.close()

  return {
    settledMs,
    settledBusyMs,
    framesMs,
    frameBusyMs,
    heap: await measureHeap(await open(EVERYTHING_IN_SIGHT), site),
  }
}

function scrollSheet(page: Page, ms: number): Promise<number[]> {
  return page.evaluate(async (ms) => {
    const sheet = document.querySelector('.sheet-scroll')
    if (!sheet) throw new Error('the playground shows no sheet')
    const framesMs: number[] = []
    const startedAt = performance.now()
    let last = startedAt
    let step = 12
    while (last - startedAt < ms) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
      framesMs.push(now - last)
      last = now
      if (sheet.scrollTop + sheet.clientHeight + step > sheet.scrollHeight || sheet.scrollTop + step < 0) {
        step = -step
      }
      sheet.scrollTop += step
    }
    return framesMs.slice(1).sort((a, b) => a - b)
  }, ms)
}

/** The cells of the shop are on another origin of the same site, and so in the same process as the sheet. */
async function measureHeap(page: Page, site: PlaygroundSite): Promise<SheetCost['heap']> {
  const session = await page.createCDPSession()
  const usedSize = async () => {
    await session.send('HeapProfiler.collectGarbage')
    return (await session.send('Runtime.getHeapUsage')).usedSize
  }
  await page.goto(site.addressOf(ONE_CELL))
  await whenSettled(page)
  const before = await usedSize()
  await page.evaluate((address) => {
    history.pushState(null, '', address)
    dispatchEvent(new PopStateEvent('popstate'))
  }, site.addressOf(SHEET))
  await page.waitForFunction(
    (count) => document.querySelectorAll('iframe').length === count,
    {},
    MEASURED_CELLS,
  )
  await whenSettled(page)
  const during = await usedSize()
  await page.goBack()
  await page.waitForFunction(() => document.querySelectorAll('iframe').length === 1)
  await whenSettled(page)
  return { before, during, after: await usedSize() }
}
