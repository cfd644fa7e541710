import getPort from 'get-port'
import type { Browser, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FlagService, startFlagService } from '../../../scripts/start/flag-service.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { buildPage } from '../support/build-page.ts'
import { announcement, createFlagFile, type FlagFile } from '../support/flag-file.ts'
import { whenAnnounced, whenStored } from '../support/flag-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { serveFolder } from '../support/static-site.ts'

declare global {
  interface Window {
    /** The announcement in every frame that the page painted. */
    paintedTexts: readonly string[]
    /** Every announcement that the page ever held, painted or not. */
    texts: readonly string[]
  }
}

const PAINTS = 100
const PAINTS_WITHOUT_MIRROR = 10

let service: FlagService
let file: FlagFile
let site: LocalServer
let launched: LaunchedBrowser

beforeAll(async () => {
  const port = await getPort({ host: '127.0.0.1' })
  file = createFlagFile()
  file.edit('announcement', announcement('kept'))
  site = await serveFolder(await buildPage('first-paint', `http://127.0.0.1:${port}`))
  launched = await launchBrowser()
  service = await startFlagService(file.path, port)
  // One visit with the service there: what it leaves behind is all that the later ones have.
  const page = await launched.browser.newPage()
  await page.goto(site.origin)
  await whenAnnounced(page, 'kept')
  await whenStored(page, 'kept')
  await page.waitForFunction(() => localStorage.getItem('halyard:first-paint:1')?.includes('kept'))
  await page.close()
  await service.stop()
})

afterAll(async () => {
  await launched?.close()
  await service?.stop()
  await site?.close()
  file?.[Symbol.dispose]()
})

it(`paints no frame with the fallback on a warm start, ${PAINTS} times, with the service away`, async () => {
  const { wrongFrames, wrongTexts, frames } = await paint(site.origin, PAINTS)
  console.log(
    `with the mirror: ${wrongFrames} of ${PAINTS} paints showed the fallback, ${frames} frames seen`,
  )
  expect({ wrongFrames, wrongTexts }).toEqual({ wrongFrames: 0, wrongTexts: 0 })
}, 120_000)

it('sees such frames where the mirror is turned off', async () => {
  const { wrongFrames, frames } = await paint(`${site.origin}/#plain`, PAINTS_WITHOUT_MIRROR)
  console.log(
    `without the mirror: ${wrongFrames} of ${PAINTS_WITHOUT_MIRROR} paints showed the fallback, ${frames} frames seen`,
  )
  expect(wrongFrames).toBeGreaterThan(0)
})

/** Opens the page in one tab after the other, and counts the visits in which the fallback was there. */
async function paint(
  url: string,
  times: number,
): Promise<{ wrongFrames: number; wrongTexts: number; frames: number }> {
  let [wrongFrames, wrongTexts, frames] = [0, 0, 0]
  for (let count = 0; count < times; count += 1) {
    const page = await open(launched.browser, url)
    const seen = await page.evaluate(() => ({ paintedTexts: window.paintedTexts, texts: window.texts }))
    if (seen.paintedTexts.includes('fallback')) wrongFrames += 1
    if (seen.texts.includes('fallback')) wrongTexts += 1
    frames += seen.paintedTexts.length
    expect(seen.paintedTexts.at(-1)).toBe('kept')
    await page.close()
  }
  return { wrongFrames, wrongTexts, frames }
}

/** Opens the page, and waits until it has painted the kept value. */
async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(url)
  await page.waitForFunction(() => window.paintedTexts.includes('kept'), { polling: 'raf' })
  return page
}
