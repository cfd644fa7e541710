import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { addShare, encodeShare, SHARE_PARAMETER, type ShareState, signShare } from '@halyard/protocol/share'
import getPort from 'get-port'
import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type FlagService, startFlagService } from '../../../scripts/start/flag-service.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { buildPage } from '../support/build-page.ts'
import { announcement, createFlagFile, type FlagFile } from '../support/flag-file.ts'
import { announced, whenAnnounced } from '../support/flag-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { serveFolder } from '../support/static-site.ts'

const HOUR_MS = 3_600_000

/** The key of the page `signed.html`. Source: RFC 8037, appendix A.1. */
const PRIVATE_KEY = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
}

let service: FlagService
let file: FlagFile
let site: LocalServer
let launched: LaunchedBrowser

beforeAll(async () => {
  const port = await getPort({ host: '127.0.0.1' })
  file = createFlagFile()
  file.edit('announcement', announcement('served'))
  service = await startFlagService(file.path, port)
  const folder = await buildPage('overrides', `http://127.0.0.1:${port}`)
  await cp(join(folder, 'index.html'), join(folder, 'signed.html'))
  site = await serveFolder(folder)
  launched = await launchBrowser()
})

afterEach(async () => {
  const [first, ...others] = await launched.browser.pages()
  await first?.goto(site.origin)
  await first?.evaluate(() => localStorage.clear())
  await first?.goto('about:blank')
  for (const page of others) await page.close()
})

afterAll(async () => {
  await launched?.close()
  await service?.stop()
  await site?.close()
  file?.[Symbol.dispose]()
})

/** A tab of its own, whose person answers every question in the same way. */
async function openTab(
  answer: 'accept' | 'dismiss' = 'accept',
): Promise<{ page: Page; questions: string[] }> {
  const page = await launched.browser.newPage()
  const questions: string[] = []
  page.on('dialog', (dialog) => {
    questions.push(dialog.message())
    void dialog[answer]()
  })
  return { page, questions }
}

/** A share that announces something. */
function sharing(text: string): ShareState & { readonly expiresAtMs: number } {
  return {
    overrides: new Map([['announcement', { text, tone: 'calm' }]]),
    note: 'Grüße 👋',
    expiresAtMs: Date.now() + HOUR_MS,
  }
}

const whenAnswered = (page: Page) =>
  page.waitForFunction((name) => !location.href.includes(name), { polling: 50 }, SHARE_PARAMETER)

it('asks before it applies a share, keeps it over a reload, and leaves other tabs alone', async () => {
  const { page, questions } = await openTab()
  await page.goto(addShare(`${site.origin}/?page=2`, encodeShare(sharing('shared'))))
  await whenAnnounced(page, 'shared')
  expect(questions).toEqual([
    expect.stringMatching(/"announcement": \{"text":"shared".*\n.*Grüße 👋.*\n.*until /),
  ])
  expect(page.url()).toBe(`${site.origin}/?page=2`)
  await page.reload()
  await whenAnnounced(page, 'shared')
  const other = await openTab()
  await other.page.goto(site.origin)
  await whenAnnounced(other.page, 'served')
  expect([questions.length, other.questions.length]).toEqual([1, 0])
})

it('changes nothing for a person who declines', async () => {
  const { page, questions } = await openTab('dismiss')
  await page.goto(addShare(site.origin, encodeShare(sharing('shared'))))
  await whenAnnounced(page, 'served')
  await page.reload()
  await whenAnnounced(page, 'served')
  expect(questions).toHaveLength(1)
})

it('takes the value away from an open page when its time is over, and never shows it again', async () => {
  const { page } = await openTab()
  await page.goto(site.origin)
  await whenAnnounced(page, 'served')
  const shown = await page.evaluate(() => {
    const value = { text: 'for a moment', tone: 'calm' }
    const refusal = window.probe.overrides.set('announcement', value, { expiresAtMs: Date.now() + 500 })
    return refusal ?? document.querySelector('#announcement')?.textContent
  })
  expect(shown).toBe('for a moment')
  await whenAnnounced(page, 'served')
  await page.reload()
  expect(await page.evaluate(() => window.probe.overrides.entries.size)).toBe(0)
})

it('has an override of the origin follow from tab to tab, and one of the tab not', async () => {
  const [a, b] = [(await openTab()).page, (await openTab()).page]
  for (const page of [a, b]) {
    await page.goto(site.origin)
    await whenAnnounced(page, 'served')
  }
  await override(a, 'of the origin', 'origin')
  await whenAnnounced(b, 'of the origin')
  await override(b, 'of the tab', 'tab')
  await whenAnnounced(b, 'of the tab')
  expect(await announced(a)).toBe('of the origin')
  await override(a, 'of the origin again', 'origin')
  await whenAnnounced(a, 'of the origin again')
  await b.evaluate(() => window.probe.overrides.reset('announcement', { scope: 'tab' }))
  await whenAnnounced(b, 'of the origin again')
  await b.evaluate(() => window.probe.overrides.reset())
  await whenAnnounced(a, 'served')
})

it('refuses what nobody with the key signed, without asking, where a page demands it', async () => {
  const { subtle } = crypto
  const key = await subtle.importKey('jwk', PRIVATE_KEY, 'Ed25519', false, ['sign'])
  const signed = await signShare(sharing('signed'), key, subtle)
  const forged = `${encodeShare(sharing('forged'))}.${signed.split('.')[2]}`
  const { page, questions } = await openTab()
  for (const [text, message] of [
    [encodeShare(sharing('unsigned')), 'no signature'],
    [forged, 'none of the keys'],
  ] as const) {
    await page.goto('about:blank')
    await page.goto(addShare(`${site.origin}/signed.html`, text))
    await whenAnswered(page)
    await whenAnnounced(page, 'served')
    const said = await page.evaluate(() => window.diagnostics)
    expect(said).toEqual([{ code: 'share-refused', message: expect.stringContaining(message) }])
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
  }
  expect(questions).toEqual([])
  await page.goto('about:blank')
  await page.goto(addShare(`${site.origin}/signed.html`, signed))
  await whenAnnounced(page, 'signed')
  expect(questions).toHaveLength(1)
})

async function override(page: Page, text: string, scope: 'tab' | 'origin'): Promise<void> {
  const set = (text: string, scope: 'tab' | 'origin') =>
    window.probe.overrides.set('announcement', { text, tone: 'calm' }, { scope })
  expect(await page.evaluate(set, text, scope)).toBeNull()
}
