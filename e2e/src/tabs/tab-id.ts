import type { Page } from 'puppeteer-core'

/** What the browser calls this tab where it speaks of locks. */
export function tabIdOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const name = `tab ${crypto.randomUUID()}`
    return navigator.locks.request(name, async () => {
      const { held = [] } = await navigator.locks.query()
      return held.find((lock) => lock.name === name)?.clientId ?? ''
    })
  })
}

/**
 * What the browser calls the tab that leads.
 *
 * @param witness any tab of the same origin.
 * @returns `''` while nobody leads.
 */
export function tabIdOfLeader(witness: Page): Promise<string> {
  return witness.evaluate(async () => {
    const { held = [] } = await navigator.locks.query()
    return held.find((lock) => lock.name?.startsWith('halyard/'))?.clientId ?? ''
  })
}
