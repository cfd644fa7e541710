import { join } from 'node:path'
import getPort from 'get-port'
import type { Frame } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildExtension } from '../../../scripts/start/extension-build.ts'
import { type FlagService, startFlagService } from '../../../scripts/start/flag-service.ts'
import { launchBrowser } from '../browser/launch-browser.ts'
import { type FlagsPanel, openFlagsPanel } from '../browser/open-flags-panel.ts'
import { artefactsFolder } from '../browser/run-folder.ts'
import { buildPage } from '../support/build-page.ts'
import { createFlagFile, type FlagFile } from '../support/flag-file.ts'
import { whenShown } from '../support/flag-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { serveFolder } from '../support/static-site.ts'

const CLASSIC = 'Kites for ordinary wind'
const SEASONAL = 'The autumn wind is here'

let file: FlagFile
let service: FlagService
let site: LocalServer

beforeAll(async () => {
  const port = await getPort({ host: '127.0.0.1' })
  file = createFlagFile()
  file.edit('hero', { targeting: {} })
  service = await startFlagService(file.path, port)
  site = await serveFolder(await buildPage('shop', service.url))
})

afterAll(async () => {
  await site?.close()
  await service?.stop()
  file?.[Symbol.dispose]()
})

/** Waits for the first row of the list on view that says all of this, and gives its text. */
async function rowOf(panel: Frame, ...words: string[]): Promise<string> {
  const found = await panel.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll('.row-flag')]
        .map(({ textContent }) => textContent ?? '')
        .find((text) => wanted.every((word) => text.includes(word))),
    { timeout: 10_000 },
    words,
  )
  return String(await found.jsonValue())
}

const openTab = ({ panel }: FlagsPanel, name: string) => panel.locator(`#tab-${name}`).click()

describe.each(['light', 'dark'] as const)('the timeline in DevTools, %s', (colorScheme) => {
  it('has what happened before it was opened, what happens, and what follows a reload', async () => {
    await using launched = await launchBrowser({ extension: await buildExtension(), colorScheme })
    const page = await launched.browser.newPage()
    await page.goto(site.origin)
    await whenShown(page.mainFrame(), 'h1', CLASSIC)
    const flags = await openFlagsPanel(page)
    const { panel } = flags

    await openTab(flags, 'timeline')
    await rowOf(panel, 'loaded', site.origin.replace('http://', ''))
    await rowOf(panel, 'first read', 'hero')
    await rowOf(panel, 'changed', 'hero', 'fallback"classic"')
    await rowOf(panel, 'connection', 'connected')

    file.edit('hero', { targeting: {}, defaultVariant: 'seasonal' })
    await whenShown(page.mainFrame(), 'h1', SEASONAL)
    await rowOf(panel, 'changed', 'hero', '"classic"', '"seasonal"', 'from the flag source')
    await page.evaluate(() => history.pushState(null, '', '/kites'))
    await rowOf(panel, 'navigated', '/kites')
    await flags.screenshot(join(artefactsFolder(), `timeline-${colorScheme}.png`))

    await page.goto(site.origin)
    await whenShown(page.mainFrame(), 'h1', SEASONAL)
    await openTab(flags, 'flags')
    // Not by its text: the number of reads at its end is what is waited for.
    await panel.waitForFunction(
      () =>
        [...document.querySelectorAll('.row-flag')].some(
          (row) =>
            row.textContent?.includes('hero') && Number(row.querySelector('.cell-reads')?.textContent) > 0,
        ),
      { timeout: 10_000 },
    )
    await panel.locator('.row-flag ::-p-text(hero)').click()
    await panel.waitForSelector('.readers li')
    expect(await panel.$eval('.readers', ({ textContent }) => textContent)).toMatch(/assets\/.*\.js:\d+:\d+/)
    await flags.screenshot(join(artefactsFolder(), `flag-reads-${colorScheme}.png`))

    file.edit('hero', { targeting: {}, defaultVariant: 'classic' })
    await panel.waitForFunction(
      () =>
        [...document.querySelectorAll('.history li')].some(({ textContent }) =>
          /^\d\d:\d\d:\d\d\.\d{3}"seasonal""classic" from the flag source$/.test(textContent ?? ''),
        ),
      { timeout: 10_000 },
    )
    await panel.locator('.chip ::-p-text(Changed)').click()
    await panel.waitForFunction(() => document.querySelectorAll('.row-flag').length === 1)
    await flags.screenshot(join(artefactsFolder(), `flag-history-${colorScheme}.png`))
  })
})
