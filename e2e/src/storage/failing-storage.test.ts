import getPort from 'get-port'
import type { BrowserContext, Frame, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FlagService, startFlagService } from '../../../scripts/start/flag-service.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { buildPage } from '../support/build-page.ts'
import { announcement, createFlagFile, type FlagFile } from '../support/flag-file.ts'
import { watchForErrors, whenAnnounced, whenShown, whenStored } from '../support/flag-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { startPageServer } from '../support/page-server.ts'
import { serveFolder } from '../support/static-site.ts'

let service: FlagService
let file: FlagFile
let site: LocalServer
let launched: LaunchedBrowser
/** Each test has storage of its own. */
let context: BrowserContext
let edits = 0

beforeAll(async () => {
  const port = await getPort({ host: '127.0.0.1' })
  file = createFlagFile()
  // A sandboxed page has no origin, not even its site's.
  site = await serveFolder(await buildPage('storage', `http://127.0.0.1:${port}`), {
    'access-control-allow-origin': '*',
  })
  launched = await launchBrowser()
  service = await startFlagService(file.path, port)
})

afterAll(async () => {
  await launched?.close()
  await service?.stop()
  await site?.close()
  file?.[Symbol.dispose]()
})

beforeEach(async () => {
  context = await launched.browser.createBrowserContext()
})

afterEach(() => context.close())

/** Changes the announcement, and returns its new text. */
function edit(): string {
  edits += 1
  const text = `Edit ${edits}`
  file.edit('announcement', announcement(text))
  return text
}

function diagnostics(frame: Frame | Page): Promise<readonly string[]> {
  return frame.evaluate(() => window.diagnostics.map(({ code, message }) => `${code}: ${message}`))
}

/** A page that is live and has stored its flags. */
async function storingPage(): Promise<Page> {
  const page = await context.newPage()
  await page.goto(site.origin)
  const text = edit()
  await whenAnnounced(page, text)
  await whenStored(page, text)
  expect(await diagnostics(page)).toEqual([])
  return page
}

/** What holds of every page whose storage fails: it is live, follows what comes, says once why, and breaks nowhere. */
async function expectWorking(page: Page, why: RegExp, frame = page.mainFrame()): Promise<void> {
  for (let count = 0; count < 3; count += 1) await whenShown(frame, '#announcement', edit())
  expect(await frame.evaluate(() => window.probe.state.status)).toBe('live')
  await expect.poll(() => diagnostics(frame)).toEqual([expect.stringMatching(why)])
}

describe('a page works, and says once why it stores nothing,', () => {
  it('where a tab with an older version is in the way, and stores again when that is gone', async () => {
    const older = await context.newPage()
    // Of the same origin, and without a client.
    await older.goto(`${site.origin}/older`)
    await older.evaluate(
      () =>
        new Promise((resolve) => {
          const opening = indexedDB.open('halyard', 1)
          opening.onsuccess = () => resolve(undefined)
          // Kept, so that it stays open.
          Object.assign(window, { opening })
        }),
    )
    const page = await context.newPage()
    const errors = watchForErrors(page)
    await page.goto(site.origin)
    await expectWorking(page, /^storage-failed: .*older version: close it/)
    await older.close()
    await page.reload()
    const text = edit()
    await whenStored(page, text)
    expect([await diagnostics(page), errors]).toEqual([[], []])
  })

  it('where the disk has no room, and stores again when there is some', async () => {
    const page = await context.newPage()
    const errors = watchForErrors(page)
    // Before anything is stored: a browser that has found room once does not look again for a while.
    const session = await page.createCDPSession()
    await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 1 })
    await page.goto(site.origin)
    await expectWorking(page, /^storage-failed: .*QUOTA/i)
    await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin })
    await page.reload()
    await whenStored(page, edit())
    expect([await diagnostics(page), errors]).toEqual([[], []])
  })

  it('where access is denied, as in a sandboxed frame', async () => {
    await using host = await startPageServer()
    host.serve('/', {
      body: `<link rel="icon" href="data:,"><iframe sandbox="allow-scripts" src="${site.origin}"></iframe>`,
    })
    const page = await context.newPage()
    const errors = watchForErrors(page)
    await page.goto(host.origin)
    const frame = await page.waitForFrame((candidate) => candidate.url().startsWith(site.origin))
    await frame.waitForFunction(() => window.diagnostics?.length > 0)
    await expectWorking(page, /^storage-failed: .*(denied|sandbox)/i, frame)
    expect(errors).toEqual([])
  })
})

describe('a page', () => {
  it.each([
    ['cut off', '{"revision":"l.1","flagSet":{"fla'],
    ['of another program', '{"kittens":7}'],
    ['half a flag set', '{"revision":"l.1","flagSet":{"flags":[null]}}'],
  ])('says once that what is stored is %s, and stores it anew', async (_, json) => {
    const page = await storingPage()
    const errors = watchForErrors(page)
    await page.evaluate(async (json) => {
      const opening = indexedDB.open('halyard')
      await new Promise((resolve) => opening.addEventListener('success', resolve))
      const transaction = opening.result.transaction('snapshots', 'readwrite')
      const snapshots = transaction.objectStore('snapshots')
      const reading = snapshots.getAllKeys()
      reading.onsuccess = () => {
        for (const key of reading.result) snapshots.put({ json, storedAtMs: 1 }, key)
      }
      await new Promise((resolve) => transaction.addEventListener('complete', resolve))
      opening.result.close()
    }, json)
    await page.reload()
    await expectWorking(page, /^storage-unreadable: /)
    await whenStored(page, edit())
    await page.reload()
    await whenAnnounced(page, edit())
    expect([await diagnostics(page), errors]).toEqual([[], []])
  })

  it('stores again when its data was deleted while it was open, and has nothing to say', async () => {
    const page = await storingPage()
    const errors = watchForErrors(page)
    await page.evaluate(async () => {
      const opening = indexedDB.open('halyard')
      await new Promise((resolve) => opening.addEventListener('success', resolve))
      const closed = new Promise((resolve) => opening.result.addEventListener('close', resolve))
      Object.assign(window, { terminated: closed })
    })
    const session = await page.createCDPSession()
    await session.send('Storage.clearDataForOrigin', { origin: site.origin, storageTypes: 'all' })
    // The client's database was opened before this one, so it was told before.
    await page.evaluate(() =>
      (window as unknown as { terminated: Promise<unknown> }).terminated.then(() => undefined),
    )
    const text = edit()
    await whenAnnounced(page, text)
    await whenStored(page, text)
    expect([await diagnostics(page), errors]).toEqual([[], []])
  })
})
