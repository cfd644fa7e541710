import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import type { Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runCommand } from '../../../scripts/process/run-command.ts'
import { REPOSITORY } from '../../../scripts/repository.ts'
import { buildExtension } from '../../../scripts/start/extension-build.ts'
import { type FlagService, startFlagService, startHalyard } from '../../../scripts/start/flag-service.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { type FlagsPanel, openFlagsPanel } from '../browser/open-flags-panel.ts'
import { artefactsFolder } from '../browser/run-folder.ts'
import { buildPage } from '../support/build-page.ts'
import { createFlagFile, type FlagFile } from '../support/flag-file.ts'
import { whenShown } from '../support/flag-page.ts'
import { type LocalServer, listenLocally } from '../support/local-server.ts'
import { serveFolder } from '../support/static-site.ts'

/** Another environment: a service that wants a key, and lets in no page but one that is not there. */
const STAGING_SITE = 'staging.example'

let file: FlagFile
let production: FlagService
let shop: LocalServer
let folder: string
let staging: FlagService
let clientKey: string
let launched: LaunchedBrowser
let page: Page

beforeAll(async () => {
  file = createFlagFile()
  file.edit('hero', { targeting: {}, defaultVariant: 'classic' })
  production = await startFlagService(file.path, await getPort({ host: '127.0.0.1' }))
  shop = await serveFolder(await buildPage('shop', production.url))
  folder = mkdtempSync(join(tmpdir(), 'halyard-staging-'))
  const db = join(folder, 'halyard.db')
  const main = join(REPOSITORY, 'packages/cli/src/main.ts')
  const words = ['token', 'create', 'web', '--client', 'staging', '--db', db, '--json']
  const { output } = await runCommand(process.execPath, [main, ...words])
  clientKey = (JSON.parse(output) as { secret: string }).secret
  using stagingFile = createFlagFile()
  stagingFile.edit('hero', { targeting: {}, defaultVariant: 'seasonal' })
  const environment = ['--db', db, '--environment', 'staging', '--import', stagingFile.path]
  const origin = ['--allow-origin', 'https://shop.example']
  staging = await startHalyard(['serve', ...environment, ...origin, '--port', '0'])
})

afterAll(async () => {
  await shop?.close()
  await production?.stop()
  await staging?.stop()
  file?.[Symbol.dispose]()
  rmSync(folder, { recursive: true, force: true })
})

beforeEach(async () => {
  launched = await launchBrowser({
    extension: await buildExtension(),
    allowedBefore: [STAGING_SITE],
    args: ['--host-resolver-rules=MAP *.example 127.0.0.1'],
  })
  page = await launched.browser.newPage()
  await page.goto(shop.origin)
  await whenShown(page.mainFrame(), 'h1', 'Kites for ordinary wind')
})

afterEach(() => launched?.close())

async function openCompare(): Promise<FlagsPanel> {
  const flags = await openFlagsPanel(page)
  await flags.panel.locator('#tab-compare').click()
  await flags.panel.locator('::-p-aria([name="Address"][role="button"])').click()
  return flags
}

async function compareWith({ panel }: FlagsPanel, url: string, key = ''): Promise<void> {
  const [address, field] = ['input[aria-label^="Address of"]', 'input[aria-label="Client key"]']
  await panel.locator(address).fill(url)
  if (key !== '') await panel.locator(field).fill(key)
  await panel.locator('.address-form button').click()
}

const problemOf = async ({ panel }: FlagsPanel, words: string) => {
  await panel.waitForSelector(`[role=alert].message ::-p-text(${words})`)
}

const differing = ({ panel }: FlagsPanel) =>
  panel.$$eval('.compare-key', (cells) => cells.map(({ textContent }) => textContent))

describe('the flags of another environment', () => {
  it('are read from its service, which the browser lets the panel ask for as long as it reads', async () => {
    const flags = await openCompare()
    const url = staging.url.replace('127.0.0.1', STAGING_SITE)
    await compareWith(flags, url)
    await problemOf(flags, 'answered 401')
    await compareWith(flags, url, clientKey)
    await flags.panel.waitForSelector('.row-compared .difference-value')
    expect(await differing(flags)).toEqual(['hero'])
    await flags.screenshot(join(artefactsFolder(), 'compare-address.png'))
    const origins = await flags.panel.evaluate('chrome.permissions.getAll().then(({ origins }) => origins)')
    expect(origins).not.toContainEqual(expect.stringContaining(STAGING_SITE))
    expect(await page.evaluate(() => document.querySelector('h1')?.textContent)).toBe(
      'Kites for ordinary wind',
    )
  })

  it('are read from a service of this computer without asking', async () => {
    const flags = await openCompare()
    await compareWith(flags, `${staging.url}/`, clientKey)
    await flags.panel.waitForSelector('.row-compared .difference-value')
    expect(await differing(flags)).toEqual(['hero'])
  })

  it('are read from a file, with no cookie, and without following it to another place', async () => {
    const asked: (string | undefined)[] = []
    await using server = await listenLocally((request, response) => {
      asked.push(request.headers.cookie)
      if (request.url === '/moved.json') response.writeHead(302, { location: '/flags.json' })
      else response.setHeader('set-cookie', 'who=me')
      response.end(JSON.stringify(file.flagSet))
    })
    const visit = await launched.browser.newPage()
    await visit.goto(server.origin)
    await page.bringToFront()
    const flags = await openCompare()
    await compareWith(flags, `${server.origin}/moved.json`)
    await problemOf(flags, 'sends on to another address')
    await compareWith(flags, `${server.origin}/flags.json`)
    await flags.panel.waitForSelector('::-p-text(Nothing differs)')
    expect(asked.slice(-2)).toEqual([undefined, undefined])
  })
})
