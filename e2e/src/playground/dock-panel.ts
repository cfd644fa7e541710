import type { Frame, Page } from 'puppeteer-core'

/**
 * Chooses a cell and docks the devtools panel under it.
 *
 * @returns the panel's document, once it shows the flags of the cell's page.
 */
export async function dockPanel(page: Page, cellId: string): Promise<Frame> {
  await page.locator(`[data-cell-id="${cellId}"] .cell-choose`).click()
  await page.locator('.inspector-action ::-p-text(Open the panel)').click()
  const element = await page.waitForSelector('.panel-dock-frame')
  const panel = await element?.contentFrame()
  if (!panel) throw new Error('the panel has no document')
  await panel.waitForSelector('[role=switch]')
  return panel
}
