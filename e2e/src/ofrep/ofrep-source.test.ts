import getPort from 'get-port'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { buildPage } from '../support/build-page.ts'
import { watchForErrors, whenAnnounced, whenStored } from '../support/flag-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { serveFolder } from '../support/static-site.ts'
import { createOfrepServer, type OfrepServer } from './ofrep-server.ts'

let server: OfrepServer
let site: LocalServer
let launched: LaunchedBrowser
let page: Page

beforeAll(async () => {
  const port = await getPort({ host: '127.0.0.1' })
  server = createOfrepServer(port)
  server.eventStreams = [{ type: 'sse', endpoint: { requestUri: '/stream?token=secret' } }]
  server.answer = checkKey
  announce('one')
  await server.listen()
  site = await serveFolder(await buildPage('remote', `http://127.0.0.1:${port}`))
  launched = await launchBrowser()
  page = await launched.browser.newPage()
})

afterAll(async () => {
  await launched?.close()
  await server?.stop()
  await site?.close()
})

const checkKey: OfrepServer['answer'] = ({ headers }) =>
  headers['x-api-key'] === 'e2e' ? null : { status: 401 }

/** Evaluates the announcement to this text from now on, followed by the targeting key, and tells the open streams. */
function announce(text: string): void {
  server.serve(({ targetingKey }) => [
    { key: 'announcement', value: `${text} for ${targetingKey}`, reason: 'TARGETING_MATCH', variant: text },
  ])
  server.say({ type: 'refetchEvaluation', etag: text })
}

/** Every answer to an evaluation, as `status targetingKey`. */
const answers = (): readonly string[] =>
  server.requests.map(({ status, context }) => `${status} ${context.targetingKey}`)

const reason = (): Promise<string> => page.evaluate(() => window.probe.details('announcement', '-').reason)

it('shows what the server evaluates, and a flip without a reload', async () => {
  const errors = watchForErrors(page)
  await page.goto(site.origin)
  await whenAnnounced(page, 'one for u1')
  expect(await reason()).toBe('TARGETING_MATCH')
  // The first answer names the stream; what is asked for once that is open changes nothing.
  await expect.poll(answers).toEqual(['200 u1', '304 u1'])
  announce('two')
  await whenAnnounced(page, 'two for u1')
  expect(errors).toEqual([])
})

it('has the values of a new context when setContext resolves', async () => {
  const seen = await page.evaluate(async () => {
    const text = () => window.probe.get('announcement', '-')
    const set = window.probe.setContext({ targetingKey: 'u2' })
    const before = text()
    await set
    return [before, text(), window.probe.context.targetingKey]
  })
  expect(seen).toEqual(['two for u1', 'two for u2', 'u2'])
})

it('comes back when the server asks for patience, with the change it was told of', async () => {
  await expect.poll(() => answers().slice(-2)).toEqual(['200 u2', '304 u2'])
  server.answer = (request) => {
    server.answer = checkKey
    return checkKey(request) ?? { status: 429, headers: { 'retry-after': '1' } }
  }
  announce('three')
  await whenAnnounced(page, 'three for u2')
  expect(answers().slice(-2)).toEqual(['429 u2', '200 u2'])
})

it('shows what it has while the server is away, says so, and follows the server when it is back', async () => {
  await page.evaluate(() => window.probe.setContext({ targetingKey: 'u1' }))
  await whenAnnounced(page, 'three for u1')
  await whenStored(page, 'three for u1')
  await server.stop()
  await page.reload()
  await whenAnnounced(page, 'three for u1')
  expect(await reason()).toBe('CACHED')
  announce('four')
  await server.listen()
  await whenAnnounced(page, 'four for u1')
  expect(await reason()).toBe('TARGETING_MATCH')
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
  expect(kept).not.toContain('secret')
})
