import { launchBrowser } from '../../../e2e/src/browser/launch-browser.ts'
import { type FlagsPanel, openFlagsPanel } from '../../../e2e/src/browser/open-flags-panel.ts'
import type { LocalServer } from '../../../e2e/src/support/local-server.ts'
import { countProcessorTime } from './count-processor-time.ts'

/** The ways in which a page is looked at, as the tables call them. */
export const WATCHED = {
  alone: 'without the extension',
  installed: 'panel closed',
  devtools: 'DevTools, another panel in it',
  panel: 'panel open',
  recording: 'panel open, every read in its timeline',
} as const

/** A key of {@link WATCHED}. */
export type Watched = keyof typeof WATCHED

/** What a page's own thread did for each frame. */
export interface FrameCost {
  /** From one frame to the next, in milliseconds. */
  readonly frameMs: number
  /** How long the thread was busy, by the processor's own count, in milliseconds. */
  readonly busyMs: number
  readonly readsPerSecond: number
}

/** How a list is drawn while it is scrolled. */
export interface ListCost {
  /** How long the panel's thread was busy for each frame, by the processor's own count, in milliseconds. */
  readonly busyMs: number
  /** From one frame to the next, sorted, in milliseconds. */
  readonly framesMs: readonly number[]
  /** How many changes the panel drew or noted a second. */
  readonly changesPerSecond: number
}

const READS_PER_SECOND = 10_000
const FLAGS = 1_000
const LISTED_FLAGS = 5_000
const CHANGES_PER_SECOND = 20
const WARM_UP_MS = 1_500

/**
 * Measures what a page of 1,000 flags that reads 10,000 a second costs its browser's main thread.
 *
 * @param site serves the page. @param extension its folder.
 */
export async function measureFrames(
  site: LocalServer,
  extension: string,
  watched: Watched,
  watchMs: number,
): Promise<FrameCost> {
  await using launched = await launchBrowser(watched === 'alone' ? {} : { extension })
  const page = await launched.browser.newPage()
  await page.goto(site.origin)
  if (watched === 'devtools') await (await page.openDevTools()).waitForSelector('.root-view')
  const flags = watched === 'panel' || watched === 'recording' ? await openFlagsPanel(page) : undefined
  await page.evaluate((...order) => window.beginReading(...order), FLAGS, READS_PER_SECOND)
  if (flags) await flags.panel.waitForSelector('.row-flag')
  if (flags && watched === 'recording') await recordReads(flags)
  const readBusyMs = await countProcessorTime(page)
  const progress = async () => ({
    busyMs: await readBusyMs(),
    ...(await page.evaluate(() => window.progress)),
  })
  await pass(WARM_UP_MS)
  const before = await progress()
  await pass(watchMs)
  const after = await progress()
  const frames = after.frames - before.frames
  const elapsedMs = after.elapsedMs - before.elapsedMs
  return {
    frameMs: elapsedMs / frames,
    busyMs: (after.busyMs - before.busyMs) / frames,
    readsPerSecond: ((after.reads - before.reads) / elapsedMs) * 1000,
  }
}

/** Scrolls the panel's list of 5,000 flags from end to end while 20 of them change each second. */
export async function measureList(site: LocalServer, extension: string, watchMs: number): Promise<ListCost> {
  await using launched = await launchBrowser({ extension })
  const page = await launched.browser.newPage()
  await page.goto(site.origin)
  await page.evaluate((...order) => window.beginReading(...order), LISTED_FLAGS, READS_PER_SECOND)
  const { panel } = await openFlagsPanel(page)
  await panel.waitForSelector('.row-flag')
  await page.evaluate((count) => window.beginChanging(count), CHANGES_PER_SECOND)
  const target = launched.browser.targets().find((candidate) => candidate.url() === panel.url())
  if (!target) throw new Error('the panel is no target of its own')
  const readBusyMs = await countProcessorTime(target)
  await pass(WARM_UP_MS)
  const before = await readBusyMs()
  const drawn = await panel.evaluate(async (ms) => {
    const list = document.querySelector<HTMLElement>('.rows')
    const revision = () =>
      Number(/\.(\d+)/.exec(document.querySelector('.strip-client')?.textContent ?? '')?.[1])
    if (!list) throw new Error('the panel shows no list')
    const framesMs: number[] = []
    const startedAt = performance.now()
    const first = revision()
    let last = startedAt
    let step = 48
    while (last - startedAt < ms) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
      framesMs.push(now - last)
      last = now
      if (list.scrollTop + list.clientHeight >= list.scrollHeight || list.scrollTop + step < 0) step = -step
      list.scrollTop += step
    }
    return {
      framesMs: framesMs.slice(1).sort((a, b) => a - b),
      changesPerSecond: ((revision() - first) / (last - startedAt)) * 1000,
    }
  }, watchMs)
  return { ...drawn, busyMs: ((await readBusyMs()) - before) / drawn.framesMs.length }
}

async function recordReads({ panel }: FlagsPanel): Promise<void> {
  await panel.locator('#tab-timeline').click()
  await panel.locator('.chip ::-p-text(Every read)').click()
  await panel.waitForSelector('.timeline-actions .chip[aria-pressed="true"]')
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
