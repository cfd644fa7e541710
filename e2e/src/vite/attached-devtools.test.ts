import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { halyard } from '@halyard/vite'
import type { Frame } from 'puppeteer-core'
import { build, createServer, type InlineConfig } from 'vite'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { REPOSITORY } from '../../../scripts/repository.ts'
import { buildExtension } from '../../../scripts/start/extension-build.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { openFlagsPanel } from '../browser/open-flags-panel.ts'
import { runFolder } from '../browser/run-folder.ts'
import { watchForErrors, whenShown } from '../support/flag-page.ts'
import { serveFolder } from '../support/static-site.ts'

let launched: LaunchedBrowser
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(runFolder('vite'), 'attached-'))
  launched = await launchBrowser({ extension: await buildExtension() })
})

afterAll(() => launched?.close())

/** The page's configuration: only what an application would write, and folders of this test's own. */
function configuration(): InlineConfig {
  return {
    root: join(REPOSITORY, 'e2e/pages/attached'),
    configFile: false,
    logLevel: 'warn',
    cacheDir: join(folder, 'cache'),
    build: { outDir: join(folder, 'dist'), minify: false, emptyOutDir: true },
    server: { host: '127.0.0.1' },
    plugins: [halyard({ types: false })],
  }
}

async function openPage(url: string) {
  const page = await launched.browser.newPage()
  onTestFinished(() => page.close())
  const errors = watchForErrors(page)
  await page.goto(url)
  await whenShown(page.mainFrame(), '#greeting', 'Welcome')
  return { page, errors }
}

const whenListed = (panel: Frame, flagKey: string) =>
  panel.waitForFunction((key) => document.body.textContent?.includes(key), {}, flagKey)

it('shows the clients of a page that is being developed, which says nothing of devtools', async () => {
  const server = await createServer(configuration())
  onTestFinished(() => server.close())
  await server.listen(0)
  const { page, errors } = await openPage(server.resolvedUrls?.local[0] ?? '')
  const { panel } = await openFlagsPanel(page)
  await whenListed(panel, 'greeting')
  expect(await page.evaluate(() => Symbol.for('halyard.devtools') in globalThis)).toBe(true)
  expect(errors).toEqual([])
})

it('leaves no trace in a build', async () => {
  await build(configuration())
  const assets = join(folder, 'dist/assets')
  const code = readdirSync(assets).map((name) => readFileSync(join(assets, name), 'utf8'))
  expect(code.join()).toContain('halyard.client.inspection')
  expect(code.join()).not.toMatch(/halyard\.devtools|attachDevtools|halyard:attached/)

  const site = await serveFolder(join(folder, 'dist'))
  onTestFinished(site.close)
  const { errors } = await openPage(site.origin)
  expect(errors).toEqual([])
})
