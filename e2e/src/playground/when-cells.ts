import type { Frame, Page } from 'puppeteer-core'

/**
 * Waits until the playground's sheet has that many cells.
 *
 * @returns the document of each, in the order in which they stand on the sheet.
 */
export async function whenCells(page: Page, count: number): Promise<readonly Frame[]> {
  await page.waitForFunction((count) => document.querySelectorAll('iframe').length === count, {}, count)
  const elements = await page.$$('iframe')
  const frames = await Promise.all(elements.map((element) => element.contentFrame()))
  return frames.filter((frame) => frame !== null)
}
