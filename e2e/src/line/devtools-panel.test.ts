import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import getPort from 'get-port'
import type { Frame, Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildExtension } from '../../../scripts/start/extension-build.ts'
import { type FlagService, startFlagService } from '../../../scripts/start/flag-service.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { openFlagsPanel } from '../browser/open-flags-panel.ts'
import { artefactsFolder } from '../browser/run-folder.ts'
import { buildPage } from '../support/build-page.ts'
import { createFlagFile, type FlagFile } from '../support/flag-file.ts'
import { watchForErrors, whenShown } from '../support/flag-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { NOTE_HEADINGS } from '../support/note-headings.ts'
import { startPageServer } from '../support/page-server.ts'
import { serveFolder } from '../support/static-site.ts'

const SERVED = 'Kites for ordinary wind'
const OVERRIDDEN = 'The autumn wind is here'
const NONCE = 'first-script'

/** Runs before every other script of the page: notes the overrides it finds, and every heading that is ever shown. */
const FIRST_SCRIPT = `<script nonce="${NONCE}">
  const registry = globalThis[Symbol.for('halyard.devtools')]
  globalThis.firstSeen = registry ? [...registry.initialOverrides] : 'no registry'
  ${NOTE_HEADINGS}
</script>`

let service: FlagService
let file: FlagFile
let launched: LaunchedBrowser
const sites: AsyncDisposable[] = []

const pages: { readonly name: string; readonly open: (page: Page) => Promise<() => Frame> }[] = [
  { name: 'an ordinary page', open: async (page) => openShop(page, {}) },
  {
    name: 'a page under a strict Content-Security-Policy with Trusted Types',
    open: async (page) =>
      openShop(page, {
        'content-security-policy': [
          "default-src 'none'",
          `script-src 'self' 'nonce-${NONCE}'`,
          "style-src 'self'",
          "img-src 'self'",
          `connect-src ${service.url}`,
          "require-trusted-types-for 'script'",
          "trusted-types 'none'",
        ].join('; '),
      }),
  },
  { name: 'a cross-origin frame', open: openFramedShop },
]

beforeAll(async () => {
  const port = await getPort({ host: '127.0.0.1' })
  file = createFlagFile()
  file.edit('hero', { targeting: {} })
  service = await startFlagService(file.path, port)
  launched = await launchBrowser({ extension: await buildExtension() })
})

afterAll(async () => {
  await launched?.close()
  for (const site of sites) await site[Symbol.asyncDispose]()
  await service?.stop()
  file?.[Symbol.dispose]()
})

describe.each(pages)('the real DevTools panel on $name', ({ name, open }) => {
  it('lists the flags, overrides one before the first evaluation, and gives the served value back', async () => {
    const page = await launched.browser.newPage()
    const errors = watchForErrors(page)
    const shop = await open(page)
    await whenShown(shop(), 'h1', SERVED)

    const { panel, screenshot } = await openFlagsPanel(page)
    await panel.waitForSelector('select[aria-label="Override hero"]')
    const keys = await panel.$$eval('tr.row-flag td:nth-child(2)', (cells) =>
      cells.map((cell) => cell.textContent?.trim()),
    )
    expect(keys).toEqual(expect.arrayContaining(Object.keys(file.flagSet.flags)))

    await panel.select('select[aria-label="Override hero"]', 'seasonal')
    await whenShown(shop(), 'h1', OVERRIDDEN)
    await screenshot(join(artefactsFolder(), `panel-${name.replaceAll(/\W+/g, '-')}.png`))

    await page.reload()
    await whenShown(shop(), 'h1', OVERRIDDEN)
    expect(await shop().evaluate('[firstSeen, [...headings]]')).toEqual([
      [['hero', 'seasonal']],
      [OVERRIDDEN],
    ])

    await panel.locator('button[aria-label^="Reset hero"]').click()
    await whenShown(shop(), 'h1', SERVED)
    expect(errors).toEqual([])
    await page.close()
  })
})

async function serveShop(headers: Readonly<Record<string, string>>): Promise<LocalServer> {
  const folder = await buildPage('shop', service.url)
  const path = join(folder, 'index.html')
  writeFileSync(path, readFileSync(path, 'utf8').replace('<head>', `<head>${FIRST_SCRIPT}`))
  const site = await serveFolder(folder, headers)
  sites.push(site)
  return site
}

async function openShop(page: Page, headers: Readonly<Record<string, string>>): Promise<() => Frame> {
  await page.goto((await serveShop(headers)).origin)
  return () => page.mainFrame()
}

async function openFramedShop(page: Page): Promise<() => Frame> {
  const { origin } = await serveShop({})
  const url = `${origin}/`
  const outer = await startPageServer()
  sites.push(outer)
  outer.serve('/', {
    body: `<title>Somebody else’s page</title><link rel="icon" href="data:,"><iframe src="${url}" style="width: 100%; height: 90vh"></iframe>`,
  })
  // Another name for the same machine, so that the frame is of another site and not only of another origin.
  await page.goto(outer.origin.replace('127.0.0.1', 'localhost'))
  await page.waitForFrame((frame) => frame.url() === url)
  return () => {
    const frame = page.frames().find((candidate) => candidate.url() === url)
    if (!frame) throw new Error('the frame with the shop is gone')
    return frame
  }
}
