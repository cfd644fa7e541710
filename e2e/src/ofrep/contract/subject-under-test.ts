import { setTimeout } from 'node:timers/promises'
import type { EvaluationContext, FlagValue } from '@halyard/schema'
import type { Page } from 'puppeteer-core'
import type { Reading, SubjectOptions } from '../../../pages/ofrep-clients/subject.ts'
import type { OfrepServer } from '../ofrep-server.ts'

/** A client in a page, and a server of its own. The page's time stands still until it is passed. */
export interface SubjectUnderTest {
  readonly server: OfrepServer
  /** Visits the page, once more where it was visited before, and creates the client. */
  visit(options?: Partial<SubjectOptions>): Promise<void>
  /** Visits the page, and waits until the client has flags. */
  visitServed(options?: Partial<SubjectOptions>): Promise<void>
  /** Creates several clients, as in the pages of several people. */
  visitAsCrowd(count: number, options?: Partial<SubjectOptions>): Promise<void>
  read(flagKey: string, fallback: FlagValue): Promise<Reading>
  /** What could be read in the task that created the client. */
  firstReading(): Promise<Reading>
  /** When flags were asked for, by the page's clock, in milliseconds since 1970. */
  askedAtMs(): Promise<readonly number[]>
  /** Begins to change the context. */
  setContext(context: EvaluationContext): Promise<void>
  /** Whether the client has said that it is done with the last change of context. */
  hasContext(): Promise<boolean>
  /** The page's clock, in milliseconds since 1970. */
  now(): Promise<number>
  pass(ms: number): Promise<void>
  setVisibility(state: 'hidden' | 'visible'): Promise<void>
  comeOnline(): Promise<void>
  /** Everything that this origin keeps, as text. */
  stored(): Promise<string>
  /** Whether something comes true that should. A client that keeps to it is given more time than it can need. */
  eventually(check: () => Promise<boolean> | boolean): Promise<boolean>
  /** Whether something comes true that should not, or need not, in half a second. */
  soon(check: () => Promise<boolean> | boolean): Promise<boolean>
}

export const API_KEY = 'contract'

const SOON_MS = 500
const POLL_MS = 10

/**
 * Puts a client to the test.
 *
 * @param name which one.
 * @param pageUrl where the page of the two clients is.
 * @param patienceMs how long to wait for what should come true, in milliseconds.
 */
export function createSubjectUnderTest(
  name: 'halyard' | 'reference',
  page: Page,
  server: OfrepServer,
  pageUrl: string,
  patienceMs: number,
): SubjectUnderTest {
  const full = (options: Partial<SubjectOptions>): SubjectOptions => ({
    url: server.origin,
    context: { targetingKey: 'u1' },
    apiKey: API_KEY,
    ...options,
  })

  async function visit(options: Partial<SubjectOptions> = {}): Promise<void> {
    await page.goto(pageUrl)
    await page.evaluate((name, options) => window.bench.create(name, options), name, full(options))
    await page.evaluate(() => window.bench.settle())
  }

  async function comesTrue(check: () => Promise<boolean> | boolean, withinMs: number): Promise<boolean> {
    const untilMs = performance.now() + withinMs
    while (performance.now() < untilMs) {
      await page.evaluate(() => window.bench.settle())
      if (await check()) return true
      await setTimeout(POLL_MS)
    }
    return false
  }

  const eventually: SubjectUnderTest['eventually'] = (check) => comesTrue(check, patienceMs)

  const read = (flagKey: string, fallback: FlagValue): Promise<Reading> =>
    page.evaluate((flagKey, fallback) => window.bench.subject.read(flagKey, fallback), flagKey, fallback)

  return {
    server,
    visit,
    async visitServed(options) {
      await visit(options)
      const isServed = await eventually(async () => (await read('hero', '-')).value !== '-')
      if (!isServed) throw new Error(`${name} shows nothing of a server that answers`)
    },
    async visitAsCrowd(count, options = {}) {
      for (let copy = 0; copy < count; copy += 1) {
        const own = full({ ...options, copy, context: { targetingKey: `u${copy}` } })
        if (copy === 0) await visit(own)
        else await page.evaluate((name, options) => window.bench.create(name, options), name, own)
      }
    },
    read,
    firstReading: () => page.evaluate(() => window.bench.firstReading),
    askedAtMs: () => page.evaluate(() => window.bench.askedAtMs),
    setContext: (context) =>
      page.evaluate((context) => {
        document.title = 'changing'
        window.bench.subject.setContext(context).finally(() => {
          document.title = 'changed'
        })
        return window.bench.settle()
      }, context),
    hasContext: async () => (await page.title()) === 'changed',
    now: () => page.evaluate(() => Date.now()),
    pass: (ms) => page.evaluate((ms) => window.bench.pass(ms), ms),
    setVisibility: (state) => page.evaluate((state) => window.bench.setVisibility(state), state),
    comeOnline: () => page.evaluate(() => void window.dispatchEvent(new Event('online'))),
    stored: () => page.evaluate(readStorage),
    eventually,
    soon: (check) => comesTrue(check, SOON_MS),
  }
}

/** Runs in the page. */
async function readStorage(): Promise<string> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve) => request.addEventListener('success', () => resolve(request.result)))
  const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }]
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name))
    for (const table of db.objectStoreNames) {
      const records = db.transaction(table).objectStore(table)
      kept.push(
        await done(records.getAllKeys()),
        await done(db.transaction(table).objectStore(table).getAll()),
      )
    }
    db.close()
  }
  return JSON.stringify(kept)
}
