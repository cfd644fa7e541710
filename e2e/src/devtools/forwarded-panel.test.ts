import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildExtension } from '../../../scripts/start/extension-build.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { openFlagsPanel } from '../browser/open-flags-panel.ts'
import { runFolder } from '../browser/run-folder.ts'
import { type PageServer, startPageServer } from '../support/page-server.ts'
import { samplePage } from './sample-page.ts'

/** What pages of DevTools are without in Firefox. */
const AS_IN_FIREFOX = `for (const name of ['tabs', 'permissions']) Object.defineProperty(chrome, name, { value: undefined })`

let server: PageServer
let extension: string
let launched: LaunchedBrowser
let page: Page
let panel: Frame

beforeAll(async () => {
  server = await startPageServer()
  const frame = `<iframe srcdoc="${samplePage().replaceAll('"', '&quot;')}"></iframe>`
  server.serve('/', { body: samplePage().replace('</html>', `${frame}</html>`) })
  extension = mkdtempSync(join(runFolder('extensions'), 'forwarded-'))
  cpSync(await buildExtension(), extension, { recursive: true })
  writeFileSync(join(extension, 'as-in-firefox.js'), AS_IN_FIREFOX)
  const panelPage = join(extension, 'src/panel/panel.html')
  const html = readFileSync(panelPage, 'utf8')
  writeFileSync(panelPage, html.replace('<head>', '<head><script src="/as-in-firefox.js"></script>'))
  launched = await launchBrowser({ extension })
  page = await launched.browser.newPage()
  await page.goto(`${server.origin}/`)
  panel = (await openFlagsPanel(page)).panel
})

afterAll(async () => {
  await launched?.close()
  await server?.close()
  rmSync(extension, { recursive: true, force: true })
})

const listed = (clients: number) =>
  panel.waitForFunction((wanted) => document.querySelectorAll('.row-client').length === wanted, {}, clients)

const shows = (heading: string) =>
  page.waitForFunction((wanted) => document.querySelector('h1')?.textContent === wanted, {}, heading)

const toggle = () => panel.locator('[role=switch][aria-label="Override new-checkout"]').click()

it('reaches pages through the background where DevTools has no way to a tab', async () => {
  await panel.locator('[type=search]').fill('new-checkout')
  await listed(2)
  expect(await panel.evaluate('typeof chrome.tabs')).toBe('undefined')
  await toggle()
  await shows('new checkout')
  await page.goto(`${server.origin}/?next`)
  await shows('new checkout')
  await listed(2)
})
