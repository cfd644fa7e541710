import type { Frame } from 'puppeteer-core'

/**
 * Waits until a flag's row in the panel says this.
 *
 * @throws TimeoutError after 10 s.
 * @example await rowSays(panel, 'hero', 'overridden')
 */
export async function rowSays(panel: Frame, flagKey: string, words: string): Promise<void> {
  await panel.waitForFunction(
    (key, wanted) => {
      const rows = [...document.querySelectorAll('.row-flag')]
      return rows.some((row) => row.textContent?.includes(key) && row.textContent.includes(wanted))
    },
    { timeout: 10_000 },
    flagKey,
    words,
  )
}
