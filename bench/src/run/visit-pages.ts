import { join } from 'node:path'
import { launchBrowser } from '../../../e2e/src/browser/launch-browser.ts'
import { listenLocally } from '../../../e2e/src/support/local-server.ts'
import { sampleFlags } from '../flags/sample-flag.ts'
import { VISITOR } from '../flags/visitor.ts'
import { VISITED_PAGES, type VisitedPageName } from '../visits/visits.ts'
import { bundle } from './bundle.ts'
import { serveFlags } from './serve-flags.ts'
import { type SeenVisit, visitHtml } from './visit-html.ts'

declare global {
  interface Window {
    readonly seenVisit: SeenVisit
  }
}

/** The visits of one page in one browser, all but the first. */
export interface Visits {
  /** From the first script's start to the first right value, in milliseconds, for each visit. */
  readonly firstValuesMs: readonly number[]
  /** In how many visits a frame was painted before it. */
  readonly late: number
}

const FLAG = 'static-flag-0'
const VISIT_LIMIT_MS = 15_000

type BrowserPage = Awaited<ReturnType<Awaited<ReturnType<typeof launchBrowser>>['browser']['newPage']>>

/** The code of a visited page, as it is shipped: all its bytes are there to start an SDK and read one flag. */
export function bundleVisit(name: VisitedPageName): Promise<string> {
  const entry = join(import.meta.dirname, '../visits', `${name}-visit.ts`)
  return bundle({ entryPoints: [entry], format: 'iife', platform: 'browser' })
}

/**
 * Visits a page once with its flag service there, so that the SDK keeps 1,000 flags, and then with the service
 * gone, each time in a tab of its own.
 *
 * @param script what {@link bundleVisit} gave.
 */
export async function visitPages(name: VisitedPageName, script: string, count: number): Promise<Visits> {
  const service = await serveFlags(VISITED_PAGES[name].answer(sampleFlags(1_000)))
  const html = visitHtml({ serviceUrl: service.origin, flagKey: FLAG, context: VISITOR, script })
  await using site = await listenLocally((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
  })
  await using launched = await launchBrowser()
  const visit = async (then?: (page: BrowserPage) => Promise<unknown>): Promise<SeenVisit> => {
    const page = await launched.browser.newPage()
    await page.goto(site.origin)
    await page.waitForFunction(() => window.seenVisit.isPainted, { polling: 'raf', timeout: VISIT_LIMIT_MS })
    const seen = await page.evaluate(() => window.seenVisit)
    await then?.(page)
    await page.close()
    return seen
  }
  await visit((page) => page.waitForFunction(isKept, { timeout: VISIT_LIMIT_MS }, FLAG))
  await service.close()
  const seen: SeenVisit[] = []
  while (seen.length < count) seen.push(await visit())
  return {
    firstValuesMs: seen.map(({ firstValueMs }) => Number(firstValueMs)),
    late: seen.filter(({ framesBefore }) => framesBefore > 0).length,
  }
}

/** Whether something that holds flags is kept: all SDKs here use local storage for what they show first. */
function isKept(flagKey: string): boolean {
  const ENCODED_FLAGS_LENGTH = 10_000
  return Object.values<string>({ ...localStorage }).some(
    (text) => text.includes(flagKey) || text.length > ENCODED_FLAGS_LENGTH,
  )
}
