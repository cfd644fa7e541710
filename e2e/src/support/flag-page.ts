import type { Frame, Page } from 'puppeteer-core'
import { expect } from 'vitest'

/** Where shop and probe show the announcement flag. */
const ANNOUNCEMENT = '.announcement-bar, #announcement'

/** Waits until the page announces this text, and says at which instant it came, in milliseconds since 1970. */
export function whenAnnounced(page: Page, text: string): Promise<number> {
  return whenShown(page.mainFrame(), ANNOUNCEMENT, text)
}

/**
 * Waits until an element shows this text. Works in tabs that are not in front, where no frame is
 * drawn, and for text that is changed in place.
 *
 * @returns the instant at which it came, in milliseconds since 1970.
 * @throws Error with what was shown instead, after 10 s.
 */
export async function whenShown(frame: Frame, selector: string, text: string): Promise<number> {
  const { shownAt, instead } = await frame.evaluate(
    (selector, text) =>
      new Promise<{ shownAt?: number; instead?: string | undefined }>((resolve) => {
        const shown = () => document.querySelector(selector)?.textContent
        const finish = (outcome: { shownAt?: number; instead?: string | undefined }) => {
          observer.disconnect()
          clearTimeout(limit)
          resolve(outcome)
        }
        const look = () => {
          if (shown() === text) finish({ shownAt: performance.timeOrigin + performance.now() })
        }
        const limit = setTimeout(() => finish({ instead: shown() }), 10_000)
        const observer = new MutationObserver(look)
        observer.observe(document, { childList: true, subtree: true, characterData: true })
        look()
      }),
    selector,
    text,
  )
  if (shownAt === undefined)
    throw new Error(`"${selector}" did not show "${text}" within 10 s, but "${instead}"`)
  return shownAt
}

/** Waits until this browser's database holds a flag set with this text in it. */
export async function whenStored(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    async (text) => {
      // Opening one that is not there would create it, and be in the client's way.
      if (!(await indexedDB.databases()).some(({ name }) => name === 'halyard')) return false
      const opening = indexedDB.open('halyard')
      // One that is not there yet is not made here: it would be in the way of the one that the page is about to make.
      opening.onupgradeneeded = () => opening.transaction?.abort()
      const isOpen = await new Promise<boolean>((resolve) => {
        opening.onsuccess = () => resolve(true)
        opening.onerror = () => resolve(false)
      })
      if (!isOpen) return false
      const reading = opening.result.transaction('snapshots').objectStore('snapshots').getAll()
      await new Promise((resolve) => reading.addEventListener('success', resolve))
      opening.result.close()
      return (reading.result as { json: string }[]).some(({ json }) => json.includes(text))
    },
    { polling: 50, timeout: 10_000 },
    text,
  )
}

/** What the page shows now. */
export function announced(page: Page): Promise<string | null | undefined> {
  return page.evaluate((selector) => document.querySelector(selector)?.textContent, ANNOUNCEMENT)
}

/**
 * What a browser writes as an error of the page and is none: requests that fail while the server is away, and the
 * request with which DevTools looks for a workspace.
 */
const NOT_THE_PAGES = /net::ERR_|com\.chrome\.devtools\.json/

/** Collects everything that went wrong in a page: uncaught errors, and what it wrote as errors. */
export function watchForErrors(page: Page): readonly string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !NOT_THE_PAGES.test(message.text())) errors.push(message.text())
  })
  return errors
}

/** Waits until the service counts this many streams. */
export async function expectStreams(serviceUrl: string, count: number): Promise<void> {
  await expect
    .poll(
      async () =>
        ((await (await fetch(new URL('/halyard/v1/health', serviceUrl))).json()) as { streams: number })
          .streams,
      {
        timeout: 10_000,
      },
    )
    .toBe(count)
}
