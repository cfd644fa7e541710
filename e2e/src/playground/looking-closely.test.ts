import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { OVERLAY_MODES, type SheetView } from '../../../playground/src/playground/model/sheet-state.ts'
import { artefactsFolder } from '../browser/run-folder.ts'
import { accessibilityProblems } from '../support/accessibility-problems.ts'
import { type BrowsedSite, startBrowsedSite } from './browsed-site.ts'
import { dockPanel } from './dock-panel.ts'
import { whenSettled } from './playground-site.ts'

const BOLD = '1.0.0.0'

let site: BrowsedSite

beforeAll(async () => {
  site = await startBrowsedSite()
})

afterAll(() => site?.[Symbol.asyncDispose]())

async function open(page: Page, view: SheetView): Promise<void> {
  await page.goto(
    site.addressOf({ flags: [{ flagKey: 'hero' }], isFolding: false, name: 'Autumn sale', view }),
  )
  await whenSettled(page)
}

it.each(['light', 'dark'])(
  'has no problem that axe can find, in whatever is looked at closely: %s',
  async (theme) => {
    const page = await site.browser.newPage()
    await page.setViewport({ width: 1280, height: 800 })
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }])
    const problems: string[] = []
    const look = async (what: string) => {
      for (const problem of await accessibilityProblems(page)) problems.push(`${what}: ${problem}`)
      await page.screenshot({ path: join(artefactsFolder(), `playground-${what}-${theme}.png`) })
    }

    for (const mode of OVERLAY_MODES) {
      await open(page, { kind: 'overlay', cellIds: ['0.0.0.0', BOLD], mode, position: 0.5 })
      await look(mode)
    }
    await open(page, { kind: 'contact-sheet' })
    await look('contact-sheet')
    await open(page, { kind: 'grid' })
    await page.locator('.scenario-button').click()
    await page.waitForSelector('.scenario-popover:popover-open')
    await look('scenarios-none')
    await page.locator('.scenario-save .button').click()
    await page.waitForSelector('.scenario-show')
    await look('scenarios')
    await page.keyboard.press('Escape')
    await dockPanel(page, BOLD)
    await look('inspector-and-panel')
    expect(problems).toEqual([])
    await page.close()
  },
)
