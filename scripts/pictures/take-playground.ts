import { join } from 'node:path'
import type { LaunchedBrowser } from '../../e2e/src/browser/launch-browser.ts'
import { sheetUrl } from '../../e2e/src/playground/sheet-url.ts'
import type { SheetState } from '../../playground/src/playground/model/sheet-state.ts'

/** A sheet of the demo shop, and the window that it is seen in, in CSS pixels. */
interface PlaygroundPicture {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly sheet: Partial<SheetState>
}

const SHEETS: readonly PlaygroundPicture[] = [
  { name: 'playground-1280', width: 1280, height: 900, sheet: { flags: [{ flagKey: 'hero' }] } },
  {
    name: 'playground-1920',
    width: 1920,
    height: 1080,
    sheet: {
      flags: [{ flagKey: 'hero' }, { flagKey: 'express-checkout' }, { flagKey: 'announcement' }],
    },
  },
  {
    name: 'playground-3840',
    width: 3840,
    height: 2160,
    sheet: {
      flags: [{ flagKey: 'hero' }, { flagKey: 'announcement' }, { flagKey: 'express-checkout' }],
      coverage: 'all',
    },
  },
]

const OVERLAY: PlaygroundPicture = {
  name: 'playground-overlay',
  width: 1280,
  height: 900,
  sheet: {
    flags: [{ flagKey: 'hero' }],
    view: { kind: 'overlay', cellIds: ['s.0.0.0', '1.0.0.0'], mode: 'slider', position: 0.5 },
  },
}

/**
 * Takes the pictures of the playground, in WebP: in PNG, so many gradients would be several times as large.
 *
 * @param folder where the pictures go, as `playground-1280-light.webp`.
 */
export async function takePlayground(
  browser: LaunchedBrowser['browser'],
  playgroundUrl: string,
  colorScheme: 'light' | 'dark',
  folder: string,
): Promise<void> {
  const page = await browser.newPage()
  await page.goto(playgroundUrl)
  await page.locator('::-p-aria(Close the hint)').click()
  await page.close()
  for (const picture of colorScheme === 'light' ? [...SHEETS, OVERLAY] : SHEETS) {
    await takePicture(browser, playgroundUrl, colorScheme, picture, folder)
  }
}

async function takePicture(
  browser: LaunchedBrowser['browser'],
  playgroundUrl: string,
  colorScheme: 'light' | 'dark',
  { name, width, height, sheet }: PlaygroundPicture,
  folder: string,
): Promise<void> {
  const page = await browser.newPage()
  await page.setViewport({ width, height })
  await page.goto(sheetUrl(playgroundUrl, { isFolding: true, ...sheet }))
  // The playground's own theme: the cells have the appearances that they say.
  if (colorScheme === 'dark') await page.locator('::-p-aria(Dark playground)').click()
  await page.waitForSelector('[data-sheet-state="settled"]', { timeout: 60_000 })
  // Else the cell that happens to lie under the pointer shows its buttons.
  await page.mouse.move(0, 0)
  await page.waitForFunction(() => document.getAnimations().length === 0)
  await page.screenshot({
    path: join(folder, `${name}-${colorScheme}.webp`),
    type: 'webp',
    quality: 75,
  })
  await page.close()
}
