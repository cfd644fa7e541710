import type { Frame, Page } from 'puppeteer-core'

/** The Flags panel in a real DevTools window. */
export interface FlagsPanel {
  /** The panel's own document: click, type and read there. */
  readonly panel: Frame
  /** The DevTools window around it: keys are pressed there. */
  readonly devtools: Page
  /** Takes a picture of the whole DevTools window, PNG. */
  screenshot(path: string): Promise<void>
}

/** The size of the DevTools window, in CSS pixels. */
export interface WindowSize {
  readonly width: number
  readonly height: number
}

/**
 * Opens DevTools for a page and shows its Flags panel.
 *
 * @param size Of the DevTools window. @default 1200 × 800
 * @example
 * const { panel, screenshot } = await openFlagsPanel(page)
 * await panel.locator('[role=row]').click()
 */
export async function openFlagsPanel(
  page: Page,
  size: WindowSize = { width: 1200, height: 800 },
): Promise<FlagsPanel> {
  const devtools = await page.openDevTools()
  await devtools.setViewport(size)
  // Its parts must not be touched before it has drawn its window.
  await devtools.waitForSelector('.root-view')
  await devtools.evaluate(SHOW_EXTENSION_PANEL)
  const panel = await devtools.waitForFrame((frame) => frame.url().endsWith('/src/panel/panel.html'))
  // The viewport is only emulated; clicks outside the real window would reach nobody.
  await page.browser().setWindowBounds(await devtools.windowId(), size)
  return {
    panel,
    devtools,
    screenshot: async (path) => void (await devtools.screenshot({ path })),
  }
}

/** Extension panels have no public way to be shown; this is what a click on the tab does. */
const SHOW_EXTENSION_PANEL = `(async () => {
  const UI = await import('./ui/legacy/legacy.js')
  const tabs = UI.InspectorView.InspectorView.instance().tabbedPane
  const find = () => tabs.tabIds().find((id) => id.startsWith('chrome-extension://'))
  while (!find()) await new Promise((resolve) => requestAnimationFrame(resolve))
  await UI.ViewManager.ViewManager.instance().showView(find())
})()`
