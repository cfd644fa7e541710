import getPort from 'get-port'
import type { Page } from 'puppeteer-core'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { buildPage } from '../support/build-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { serveFolder } from '../support/static-site.ts'
import { type CountingService, prepareCountingService } from './counting-service.ts'

// What a batch is sent to, as whoever filters addresses sees it.
const PATH = '/halyard/v1/tally'

let port: number
let folder: string
let service: CountingService
let site: LocalServer
let launched: LaunchedBrowser

beforeAll(async () => {
  port = await getPort({ host: '127.0.0.1' })
  folder = await buildPage('exposures', `http://127.0.0.1:${port}`)
})

beforeEach(async () => {
  service = prepareCountingService(port)
  await service.start()
  site = await serveFolder(folder)
  launched = await launchBrowser()
})

afterEach(async () => {
  await launched?.close()
  await site?.close()
  await service?.[Symbol.asyncDispose]()
})

/** Opens the page, and waits for flags. */
async function open(hash = ''): Promise<Page> {
  const page = await launched.browser.newPage()
  await page.goto(`${site.origin}/${hash}`)
  await whenReady(page)
  return page
}

const whenReady = (page: Page) => page.evaluate(() => window.probe.ready({ timeoutMs: 10_000 }))

/** Commits a component that shows the flag, so many times. */
function commit(page: Page, flagKey: string, times = 1): Promise<void> {
  return page.evaluate(
    (flagKey, times) => {
      for (let count = 0; count < times; count += 1) window.probe.expose(flagKey, '-')
    },
    flagKey,
    times,
  )
}

/** Waits until the browser's database holds exposures of these flags; without any, until all were delivered. */
async function whenQueued(page: Page, ...flagKeys: readonly string[]): Promise<void> {
  await page.waitForFunction(
    async (flagKeys) => {
      const [found] = (await indexedDB.databases()).filter(({ name }) =>
        name?.startsWith('halyard-exposures'),
      )
      if (!found?.name) return false
      const opening = indexedDB.open(found.name)
      await new Promise((resolve) => opening.addEventListener('success', resolve))
      const reading = opening.result.transaction('batches').objectStore('batches').getAll()
      await new Promise((resolve) => reading.addEventListener('success', resolve))
      opening.result.close()
      const queued = JSON.stringify(reading.result)
      return flagKeys.length === 0 ? queued === '[]' : flagKeys.every((flagKey) => queued.includes(flagKey))
    },
    { polling: 50, timeout: 10_000 },
    flagKeys,
  )
}

it('counts ten commits in each of two tabs as one exposure', async () => {
  const tabs = [await open(), await open()] as const
  await Promise.all(tabs.map((tab) => commit(tab, 'headline', 10)))
  // What a tab tells later is counted later: then nothing of the above is still on its way.
  await commit(tabs[0], 'button')
  await commit(tabs[1], 'footer')
  await service.whenCounted('button')
  await service.whenCounted('footer')
  expect(service.counted()).toEqual({
    'headline a': 1,
    'button a': 1,
    'footer a': 1,
  })
})

it('counts no flag that is overridden, and none that the page only has a fallback for', async () => {
  const page = await open()
  const refused = await page.evaluate(() => window.probe.overrides.set('headline', 'B'))
  expect(refused).toBeNull()
  await page.evaluate(() => {
    window.probe.expose('headline', '-')
    window.probe.expose('no-such-flag', '-')
    window.probe.expose('footer', 7)
  })
  await commit(page, 'button')
  await service.whenCounted('button')
  expect(service.counted()).toEqual({ 'button a': 1 })
})

it('keeps what it has while the service is away, through a reload, and has it counted once', async () => {
  const page = await open()
  await service.stop()
  await commit(page, 'button')
  await whenQueued(page, 'button')
  await page.reload()
  await whenReady(page)
  await commit(page, 'button')
  await commit(page, 'footer')
  await whenQueued(page, 'button', 'footer')
  await service.start()
  await service.whenCounted('footer')
  expect(service.counted()).toEqual({ 'button a': 1, 'footer a': 1 })
  await whenQueued(page)
})

it('delivers at once what a page has when it is left, and when it is closed', async () => {
  const page = await open('#slow')
  await commit(page, 'button')
  await whenQueued(page, 'button')
  await page.goto(`${site.origin}/elsewhere`)
  await service.whenCounted('button')
  const other = await open('#slow')
  await commit(other, 'footer')
  await whenQueued(other, 'footer')
  await other.close()
  await service.whenCounted('footer')
  // The next visit does not know that these were counted, and sends them again.
  const next = await open()
  await whenQueued(next)
  expect(service.counted()).toEqual({ 'button a': 1, 'footer a': 1 })
})

it('delivers on the next visit what a page had that crashed', async () => {
  const page = await open('#slow')
  await commit(page, 'button')
  await whenQueued(page, 'button')
  const crashed = new Promise((resolve) => page.once('error', resolve))
  await page.goto('chrome://crash').catch(() => undefined)
  await crashed
  expect(service.counted()).toEqual({})
  await open()
  await service.whenCounted('button')
  expect(service.counted()).toEqual({ 'button a': 1 })
})

it('counts a batch once, however often it is sent', async () => {
  const page = await open()
  const sending = page.waitForRequest(service.url + PATH)
  await commit(page, 'button')
  const body = (await sending).postData() ?? ''
  expect(JSON.parse(body)).toMatchObject({ entries: [{ flagKey: 'button', variant: 'a' }] })
  await service.whenCounted('button')
  for (const _ of [1, 2]) {
    const { status } = await fetch(service.url + PATH, { method: 'POST', body })
    expect(status).toBe(204)
  }
  expect(service.counted()).toEqual({ 'button a': 1 })
})
