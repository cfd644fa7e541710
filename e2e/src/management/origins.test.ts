import getPort from 'get-port'
import type { Page } from 'puppeteer-core'
import { expect, it, onTestFinished } from 'vitest'
import { startHalyard } from '../../../scripts/start/flag-service.ts'
import { launchBrowser } from '../browser/launch-browser.ts'
import { buildPage } from '../support/build-page.ts'
import { createFlagFile } from '../support/flag-file.ts'
import { expectStreams, whenAnnounced } from '../support/flag-page.ts'
import { serveFolder } from '../support/static-site.ts'

const announcement = (text: string) =>
  JSON.stringify({
    flags: {
      announcement: {
        state: 'ENABLED',
        variants: { now: { text, tone: 'calm' } },
        defaultVariant: 'now',
      },
    },
  })

/** Whether the page's browser lets it read an answer of the service. */
function mayRead(page: Page, url: string, init: RequestInit = {}): Promise<boolean> {
  return page.evaluate(
    async (url, init) => {
      try {
        return (await fetch(url, init)).ok
      } catch {
        // what a browser keeps from a page looks to it like a network that is down
        return false
      }
    },
    url,
    init as object,
  )
}

it('serves pages of the origins that are named, and browsers keep everything from others', async () => {
  const port = await getPort({ host: '127.0.0.1' })
  const folder = await buildPage('core', `http://127.0.0.1:${port}`)
  const [named, other] = [await serveFolder(folder), await serveFolder(folder)]
  const launched = await launchBrowser()
  const file = createFlagFile()
  file.write(announcement('before'))
  const service = await startHalyard([
    'dev',
    file.path,
    '--port',
    String(port),
    '--allow-origin',
    named.origin,
  ])
  onTestFinished(async () => {
    await launched.close()
    await service.stop()
    await named.close()
    await other.close()
    file[Symbol.dispose]()
  })
  const [namedPage, otherPage] = [await launched.browser.newPage(), await launched.browser.newPage()]
  await namedPage.goto(named.origin)
  await otherPage.goto(other.origin)
  await whenAnnounced(namedPage, 'before')
  await whenAnnounced(otherPage, 'fallback')
  file.write(announcement('after'))
  await whenAnnounced(namedPage, 'after')
  await expectStreams(service.url, 1)

  const snapshot = `${service.url}/halyard/v1/snapshot`
  const evaluation = `${service.url}/ofrep/v1/evaluate/flags`
  // a body of JSON has the browser ask first
  const asJson = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ context: { targetingKey: 'u1' } }),
  }
  expect([await mayRead(namedPage, snapshot), await mayRead(namedPage, evaluation, asJson)]).toEqual([
    true,
    true,
  ])
  expect([await mayRead(otherPage, snapshot), await mayRead(otherPage, evaluation, asJson)]).toEqual([
    false,
    false,
  ])
  await whenAnnounced(otherPage, 'fallback')
})
