import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import { type LaunchedBrowser, launchBrowser } from '../e2e/src/browser/launch-browser.ts'
import { openFlagsPanel } from '../e2e/src/browser/open-flags-panel.ts'
import { takePlayground } from './pictures/take-playground.ts'
import { REPOSITORY } from './repository.ts'
import { buildExtension } from './start/extension-build.ts'
import { startFlagService } from './start/flag-service.ts'
import { startWebServers, type WebServers } from './start/web-servers.ts'

// Takes the README's pictures from the running thing: `pnpm pictures`.

const IMAGES = join(REPOSITORY, 'docs/images')
mkdirSync(IMAGES, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'halyard-pictures-'))
const flagFile = join(folder, 'flags.json')
copyFileSync(join(REPOSITORY, 'playground/shop/flags.json'), flagFile)

const extension = await buildExtension()
const service = await startFlagService(flagFile, await getPort({ host: '127.0.0.1' }))
// The ports that `pnpm start` takes, where they are free: pictures show the address.
const web = await startWebServers(service.url, {
  shop: await getPort({ host: '127.0.0.1', port: 4890 }),
  playground: await getPort({ host: '127.0.0.1', port: 4880 }),
})
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    await using launched = await launchBrowser({ extension, colorScheme })
    await takePanel(launched.browser, web, join(IMAGES, `panel-${colorScheme}.png`))
    await takeSteps(launched.browser, web, colorScheme)
    await takePlayground(launched.browser, web.playgroundUrl, colorScheme, IMAGES)
  }
} finally {
  await web.stop()
  await service.stop()
  rmSync(folder, { recursive: true })
}

async function takePanel(
  browser: LaunchedBrowser['browser'],
  { shopUrl }: WebServers,
  path: string,
): Promise<void> {
  const page = await browser.newPage()
  await page.goto(shopUrl)
  const { panel, screenshot } = await openFlagsPanel(page, { width: 1120, height: 520 })
  await panel.waitForSelector('select[aria-label="Override hero"]')
  await panel.locator('.first-run-hint button').click()
  await panel.select('select[aria-label="Override hero"]', 'seasonal')
  const row = await panel.waitForSelector('tr.row-overridden td:nth-child(2)')
  await row?.click()
  await panel.waitForSelector('.why-tree')
  await panel.waitForFunction(() => document.getAnimations().length === 0)
  await screenshot(path)
  await page.close()
}

/** The steps of a tester, as the extension's README has them. */
async function takeSteps(
  browser: LaunchedBrowser['browser'],
  { shopUrl }: WebServers,
  colorScheme: string,
): Promise<void> {
  const page = await browser.newPage()
  await page.setViewport({ width: 1120, height: 700 })
  await page.goto(shopUrl)
  const { panel, screenshot } = await openFlagsPanel(page, { width: 1120, height: 700 })
  const picture = (name: string) => join(IMAGES, `${name}-${colorScheme}.png`)
  const settled = () => panel.waitForFunction(() => document.getAnimations().length === 0)
  await panel.locator('::-p-aria([name="hero"][role="gridcell"])').click()
  await panel.waitForSelector('.why-tree')
  await settled()
  await screenshot(picture('panel-why'))

  await panel.locator('.effect-question button').click()
  await panel.waitForSelector('.effect-result', { timeout: 20_000 })
  // The shop has one look of its own.
  if (colorScheme === 'light') await page.screenshot({ path: picture('effect') })
  await panel.locator('.effect-bar > .button').click()
  await panel.waitForSelector('.effect-question')

  await panel.select('select[aria-label="Override hero"]', 'seasonal')
  await panel.locator('#tab-scenarios').click()
  await panel.locator('::-p-aria([name="Show QR code"][role="button"])').click()
  const code = await panel.waitForSelector('.link-code[aria-busy=false]')
  await code?.evaluate((element) => element.scrollIntoView({ block: 'end' }))
  await settled()
  await screenshot(picture('panel-scenarios'))
  await page.close()
}
