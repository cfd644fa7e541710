import getPort from 'get-port'
import type { Frame, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildExtension } from '../../../../scripts/start/extension-build.ts'
import { startWebServers, type WebServers } from '../../../../scripts/start/web-servers.ts'
import { type LaunchedBrowser, launchBrowser } from '../../browser/launch-browser.ts'
import { openFlagsPanel } from '../../browser/open-flags-panel.ts'
import { rowSays } from '../../browser/row-says.ts'
import { whenShown } from '../../support/flag-page.ts'
import { type PageServer, startPageServer } from '../../support/page-server.ts'
import { bundlePage } from './bundle-page.ts'

const PANEL = new URL('../../../../extension/src/panel/', import.meta.url).pathname

/** The page again, with the real panel in it. */
const EMBEDDED_PANEL = `
import '${new URL('shop-page.ts', import.meta.url).pathname}'
import { mountPanel } from '${PANEL}mount-panel.tsx'
import { createDirectTransport } from '${PANEL}transport/direct-transport.ts'
mountPanel(document.querySelector('#panel'), createDirectTransport(globalThis[Symbol.for('halyard.devtools')]))
`

let server: PageServer

beforeAll(async () => {
  server = await startPageServer()
})

afterAll(() => server?.close())

async function servePage(path: string, program: string, playgroundOrigin = ''): Promise<string> {
  server.serve(path, {
    body: `<html lang="en"><title>Second shop</title><h1></h1><p></p><div id="panel" style="height: 500px"></div>
<script data-playground-origins="${playgroundOrigin}">${await bundlePage(program)}</script></html>`,
  })
  return server.origin + path
}

/** Overrides a flag by a click, reloads, and resets it. */
async function overrideAndReset(page: Page, panel: () => Frame): Promise<void> {
  await rowSays(panel(), 'checkout', 'false')
  await rowSays(panel(), 'hero', 'Sails')
  await rowSays(panel(), 'page-size', '12')
  await panel().locator('[role=switch][aria-label="Override checkout"]').click()
  await rowSays(panel(), 'checkout', 'overridden')
  await whenShown(page.mainFrame(), 'p', 'new checkout')

  await page.reload()
  await whenShown(page.mainFrame(), 'p', 'new checkout')
  await rowSays(panel(), 'checkout', 'overridden')

  await panel().locator('.strip .button-override').click()
  await whenShown(page.mainFrame(), 'p', 'old checkout')
  await rowSays(panel(), 'checkout', 'everybody')
  expect(await page.evaluate(() => sessionStorage.getItem('halyard:overrides'))).toBeNull()
  await page.reload()
  await whenShown(page.mainFrame(), 'p', 'old checkout')
}

describe('an SDK that was written from PROTOCOL.md alone', () => {
  let launched: LaunchedBrowser
  let url: string

  beforeAll(async () => {
    url = await servePage('/', 'shop-page.ts')
    launched = await launchBrowser({ extension: await buildExtension() })
  })

  afterAll(() => launched?.close())

  it('is listed, overridden and reset in the panel of the extension, whose registry it registers with', async () => {
    const page = await launched.browser.newPage()
    await page.goto(url)
    const { panel } = await openFlagsPanel(page)
    await overrideAndReset(page, () => panel)
    await page.evaluate("sdk.serve({ hero: { variants: { calm: 'Calm' }, variant: 'calm' } })")
    await rowSays(panel, 'hero', 'Calm')
    await page.close()
  })

  it('gives the page what is kept for all tabs of the origin, and the panel says so', async () => {
    const page = await launched.browser.newPage()
    await page.goto(url)
    await page.evaluate(() =>
      localStorage.setItem('halyard:overrides', '{"version":2,"overrides":{"hero":{"value":"kept"}}}'),
    )
    await page.reload()
    const { panel } = await openFlagsPanel(page)
    await whenShown(page.mainFrame(), 'h1', 'kept')
    await rowSays(panel, 'hero', '"kept"')
    await page.evaluate(() => localStorage.clear())
    await page.close()
  })
})

describe('a registry that was written from PROTOCOL.md alone', () => {
  let launched: LaunchedBrowser
  let web: WebServers

  beforeAll(async () => {
    const shop = await getPort({ host: '127.0.0.1' })
    const playground = await getPort({ host: '127.0.0.1', exclude: [shop] })
    // The demo shop is served beside the playground; nobody opens it, so that it needs no flag service.
    web = await startWebServers('http://127.0.0.1:9', { shop, playground })
    launched = await launchBrowser()
  })

  afterAll(async () => {
    await launched?.close()
    await web?.stop()
  })

  it('lists and overrides flags in the real panel, mounted over the direct transport', async () => {
    const page = await launched.browser.newPage()
    await page.goto(await servePage('/panel', EMBEDDED_PANEL))
    await overrideAndReset(page, () => page.mainFrame())
    await page.close()
  })

  it('lists flags in the playground over the window transport, which shows their variants', async () => {
    const url = await servePage('/embedded', 'shop-page.ts', new URL(web.playgroundUrl).origin)
    const page = await launched.browser.newPage()
    await page.goto(`${web.playgroundUrl}?flag=hero&page=${encodeURIComponent(url)}`)
    await page.waitForFunction(() => document.querySelectorAll('iframe').length === 3)
    const elements = await page.$$('iframe')
    const frames = await Promise.all(elements.map((element) => element.contentFrame()))
    for (const [index, heading] of ['Sails', 'Sails', 'SAILS!'].entries()) {
      await whenShown(frames[index] as Frame, 'h1', heading)
    }
    const rail = await page.$$eval('.flag-key', (keys) => keys.map(({ textContent }) => textContent))
    expect(rail).toEqual(['checkout', 'hero', 'page-size', 'theme'])
    await page.close()
  })

  it('leaves the message of an embedding page alone whose origin it does not allow', async () => {
    const url = await servePage('/closed', 'shop-page.ts', 'http://127.0.0.1:1')
    server.serve('/embedding', { body: `<title>Embedding</title><iframe src="${url}"></iframe>` })
    const page = await launched.browser.newPage()
    await page.goto(`${server.origin}/embedding`)
    const closed = await page.waitForFrame(url)
    await whenShown(closed, 'h1', 'Sails')
    await closed.evaluate(() => {
      // Added after that of the registry, and so reached only by what it leaves alone.
      addEventListener('message', ({ data }) => document.body.append(`left alone: ${data.type}`))
    })
    await page.evaluate(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => document.body.append('answered')
      port1.postMessage({ halyard: 'devtools', type: 'hello', versions: [1] })
      frames[0]?.postMessage({ halyard: 'devtools', type: 'connect' }, location.origin, [port2])
    })
    await closed.waitForFunction(() => document.body.textContent?.includes('left alone: connect'))
    expect(await page.$eval('body', ({ textContent }) => textContent)).not.toContain('answered')
    await page.close()
  })
})
