import type { Frame, HTTPRequest, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { buildPage } from '../support/build-page.ts'
import { watchForErrors, whenShown } from '../support/flag-page.ts'
import { serveFolder } from '../support/static-site.ts'
import { sheetUrl } from './sheet-url.ts'
import { type RunningPlayground, startPlayground } from './start-playground.ts'
import { whenCells } from './when-cells.ts'

let playground: RunningPlayground

beforeAll(async () => {
  playground = await startPlayground()
})

afterAll(() => playground?.stop())

/** Serves a page that allows only pages of that origin, and opens the playground, whose address names the page. */
async function showInPlayground(allowed: string, headers: Readonly<Record<string, string>> = {}) {
  const site = await serveFolder(await buildPage('read-at-load', '', [allowed]), headers)
  onTestFinished(site.close)
  const page = await playground.newPage()
  onTestFinished(() => page.close())
  const errors = watchForErrors(page)
  const requests: HTTPRequest[] = []
  page.on('request', (request) => requests.push(request))
  await page.evaluateOnNewDocument(NOTE_MESSAGES)
  await page.goto(sheetUrl(playground.url, { pageUrl: `${site.origin}/`, flags: [{ flagKey: 'hero' }] }))
  return {
    page,
    errors,
    origin: site.origin,
    requestsToPage: () => requests.filter((request) => request.url().startsWith(site.origin)),
  }
}

/** A script that runs before every other one of a document: it notes what others send to its window, in `heard`. */
const NOTE_MESSAGES = `
  globalThis.heard = []
  addEventListener('message', ({ data }) => globalThis.heard.push(data))
`

/** What a strict page says: it runs its own code alone, no text becomes code, and one playground may embed it. */
const strictPolicy = () => ({
  'content-security-policy': `default-src 'self'; require-trusted-types-for 'script'; frame-ancestors ${playground.origin}`,
})

it.each([
  ['that reads its flag while its bundle is loaded', () => ({})],
  ['with a strict policy', strictPolicy],
])('shows a page %s right in every cell', async (_, headers) => {
  const { page, errors } = await showInPlayground(playground.origin, headers())
  const cells = await whenCells(page, 4)
  const shown = ['Kites', 'Kites', 'KITES', 'Autumn kites']
  await Promise.all(shown.map((text, index) => whenShown(cells[index] as Frame, '#hero', text)))
  expect(errors).toEqual([])
})

it('does not show a page whose policy allows another playground, and says where to look', async () => {
  const { page } = await showInPlayground(playground.origin, {
    'content-security-policy': 'frame-ancestors https://playground.example',
  })
  await whenSaid(page, 'frame-ancestors')
})

it('says what to do about a page that does not allow it, and gives nothing away to it', async () => {
  const { page, origin, requestsToPage } = await showInPlayground('https://playground.example')
  await whenSaid(page, `allowOrigins: ['${playground.origin}']`)
  const cells = page.frames().filter((frame) => frame.url().startsWith(origin))
  expect(cells.length).toBeGreaterThan(0)
  for (const cell of cells) {
    await whenShown(cell, '#hero', 'Kites')
    // What it hears is that somebody would like to speak with it, and nothing of which flags or values.
    const heard = (await cell.evaluate('globalThis.heard')) as unknown[]
    expect(heard.length).toBeGreaterThan(0)
    for (const message of heard) expect(message).toEqual({ halyard: 'devtools', type: 'connect' })
    expect(await cell.evaluate('[localStorage.length, sessionStorage.length, document.cookie]')).toEqual([
      0,
      0,
      '',
    ])
  }
  expect(requestsToPage().length).toBeGreaterThan(0)
  for (const request of requestsToPage()) {
    expect(new URL(request.url()).search).toBe('')
    const { referer = '' } = request.headers()
    expect([`${playground.origin}/`, `${origin}/`, '']).toContain(referer)
    expect(JSON.stringify(request.headers())).not.toMatch(/hero|halyard/)
    expect(request.postData()).toBeUndefined()
  }
})

/** Waits until the playground says something, in a cell or beside it. */
const whenSaid = (page: Page, text: string) =>
  page.waitForFunction((text) => document.body.textContent?.includes(text), { timeout: 30_000 }, text)
