import getPort from 'get-port'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FlagService, startFlagService } from '../../../scripts/start/flag-service.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { buildPage } from '../support/build-page.ts'
import { announcement, createFlagFile, type FlagFile } from '../support/flag-file.ts'
import { announced, expectStreams, watchForErrors, whenAnnounced, whenStored } from '../support/flag-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { serveFolder } from '../support/static-site.ts'

const EDITS = 20

let port: number
let service: FlagService
let file: FlagFile
let shop: LocalServer
let probe: LocalServer
let launched: LaunchedBrowser

beforeAll(async () => {
  port = await getPort({ host: '127.0.0.1' })
  file = createFlagFile()
  const serviceUrl = `http://127.0.0.1:${port}`
  const [shopFolder, probeFolder] = [
    await buildPage('shop', serviceUrl),
    await buildPage('probe', serviceUrl),
  ]
  shop = await serveFolder(shopFolder)
  probe = await serveFolder(probeFolder)
  launched = await launchBrowser()
  service = await startService()
})

afterAll(async () => {
  await launched?.close()
  await service?.stop()
  await shop?.close()
  await probe?.close()
  file?.[Symbol.dispose]()
})

it(`brings an edit of the flag file to an open page within a second, median of ${EDITS}`, async () => {
  const page = await launched.browser.newPage()
  const errors = watchForErrors(page)
  await page.goto(shop.origin)
  const loadedAt = await page.evaluate(() => performance.timeOrigin)
  const delaysMs: number[] = []
  for (let edit = 1; edit <= EDITS; edit += 1) {
    const text = `Edit ${edit}`
    const editedAt = Date.now()
    file.edit('announcement', announcement(text))
    delaysMs.push((await whenAnnounced(page, text)) - editedAt)
  }
  const medianMs = delaysMs.toSorted((a, b) => a - b)[EDITS / 2] as number
  console.log(
    `from saved file to changed page: median ${medianMs.toFixed(0)} ms, all ${delaysMs.map((delay) => delay.toFixed(0)).join(' ')}`,
  )
  expect(await page.evaluate(() => performance.timeOrigin), 'the page was not reloaded').toBe(loadedAt)
  expect(errors).toEqual([])
  await page.close()
})

it('shows the value of IndexedDB while the server is away, says so, and is live again without a reload', async () => {
  const page = await launched.browser.newPage()
  file.edit('announcement', announcement('kept'))
  await page.goto(probe.origin)
  await whenAnnounced(page, 'kept')
  await whenStored(page, 'kept')
  await service.stop()

  await page.reload()
  await whenAnnounced(page, 'kept')
  const { freshness, storedAtMs, reason } = await page.evaluate(() =>
    window.probe.details('announcement', {}),
  )
  expect({ freshness, reason }).toEqual({ freshness: 'cached', reason: 'STATIC' })
  expect(storedAtMs).toBeLessThanOrEqual(Date.now())

  const loadedAt = await page.evaluate(() => performance.timeOrigin)
  file.edit('announcement', announcement('back'))
  service = await startService()
  await whenAnnounced(page, 'back')
  expect(await page.evaluate(() => window.probe.details('announcement', {}).freshness)).toBe('live')
  expect(await page.evaluate(() => performance.timeOrigin), 'the page was not reloaded').toBe(loadedAt)
  await page.close()
})

it('holds one stream for three tabs, and loses nothing when the tab that holds it is closed', async () => {
  file.edit('announcement', announcement('three tabs'))
  const tabs = []
  for (let count = 0; count < 3; count += 1) {
    const tab = await launched.browser.newPage()
    await tab.goto(probe.origin)
    await whenAnnounced(tab, 'three tabs')
    tabs.push(tab)
  }
  await expectStreams(service.url, 1)

  const [leader, ...followers] = tabs
  file.edit('announcement', announcement('heard by all'))
  await Promise.all(tabs.map((tab) => whenAnnounced(tab, 'heard by all')))

  const closed = leader?.close()
  file.edit('announcement', announcement('during the hand-over'))
  await Promise.all(followers.map((tab) => whenAnnounced(tab, 'during the hand-over')))
  await closed
  await expectStreams(service.url, 1)

  file.edit('announcement', announcement('after the hand-over'))
  await Promise.all(followers.map((tab) => whenAnnounced(tab, 'after the hand-over')))
  expect(await Promise.all(followers.map(announced))).toEqual(['after the hand-over', 'after the hand-over'])
  await Promise.all(followers.map((tab) => tab.close()))
})

function startService(): Promise<FlagService> {
  return startFlagService(file.path, port)
}
