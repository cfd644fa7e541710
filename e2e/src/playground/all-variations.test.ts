import getPort from 'get-port'
import type { Frame, Page } from 'puppeteer-core'
import { afterAll, beforeAll, it } from 'vitest'
import { formatSheetAddress } from '../../../playground/src/playground/model/sheet-address.ts'
import { initialSheet } from '../../../playground/src/playground/model/sheet-state.ts'
import { type FlagService, startFlagService } from '../../../scripts/start/flag-service.ts'
import { startWebServers, type WebServers } from '../../../scripts/start/web-servers.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { buildPage } from '../support/build-page.ts'
import { announcement, createFlagFile, type FlagFile } from '../support/flag-file.ts'
import { whenShown } from '../support/flag-page.ts'
import { serveFolder } from '../support/static-site.ts'

const CLASSIC = 'Kites for ordinary wind'
const BOLD = 'Go flysomething.'
const SEASONAL = 'The autumn wind is here'

let file: FlagFile
let service: FlagService
let web: WebServers
let launched: LaunchedBrowser

beforeAll(async () => {
  file = createFlagFile()
  file.edit('hero', { targeting: {} })
  service = await startFlagService(file.path, await getPort({ host: '127.0.0.1' }))
  web = await startWebServers(service.url, {
    shop: await getPort({ host: '127.0.0.1' }),
    playground: await getPort({ host: '127.0.0.1' }),
  })
  launched = await launchBrowser()
})

afterAll(async () => {
  await launched?.close()
  await web?.stop()
  await service?.stop()
  file?.[Symbol.dispose]()
})

it('shows every variation of a flag in a frame of its own, and served changes in all of them', async () => {
  const page = await launched.browser.newPage()
  const sheet = { ...initialSheet(web.shopUrl), flags: [{ flagKey: 'hero' }], isFolding: false }
  await page.goto(`${web.playgroundUrl}${formatSheetAddress(sheet, web.shopUrl)}`)
  await page.waitForFunction(() => document.querySelectorAll('iframe').length === 4)
  const cells = await framesOf(page)
  await Promise.all(
    [CLASSIC, CLASSIC, BOLD, SEASONAL].map((heading, index) =>
      whenShown(cells[index] as Frame, 'h1', heading),
    ),
  )

  file.edit('announcement', announcement('Everywhere at once'))
  await Promise.all(cells.map((cell) => whenShown(cell, '.announcement-bar', 'Everywhere at once')))

  file.edit('hero', { defaultVariant: 'seasonal' })
  await whenShown(cells[0] as Frame, 'h1', SEASONAL)
  await whenShown(cells[2] as Frame, 'h1', BOLD)
  await page.close()
})

it('says what to do about a page that does not allow the playground', async () => {
  await using closed = await serveFolder(await buildPage('shop', service.url, ['https://elsewhere.example']))
  const page = await launched.browser.newPage()
  await page.goto(`${web.playgroundUrl}?flag=hero&page=${encodeURIComponent(`${closed.origin}/`)}`)
  await page.waitForFunction(
    (origin) => {
      const text = document.body.textContent ?? ''
      return text.includes('allowOrigins') && text.includes(origin)
    },
    { timeout: 30_000 },
    new URL(web.playgroundUrl).origin,
  )
  await page.close()
})

/** The documents of the cells, in the order in which they stand on the sheet. */
async function framesOf(page: Page): Promise<Frame[]> {
  const elements = await page.$$('iframe')
  const frames = await Promise.all(elements.map((element) => element.contentFrame()))
  return frames.filter((frame) => frame !== null)
}
