import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { buildExtension } from '../../../scripts/start/extension-build.ts'
import { type FlagService, startFlagService } from '../../../scripts/start/flag-service.ts'
import type { VendorName } from '../../pages/openfeature-vendors/vendor-providers.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { openFlagsPanel } from '../browser/open-flags-panel.ts'
import { rowSays } from '../browser/row-says.ts'
import { buildPage } from '../support/build-page.ts'
import { createFlagFile, type FlagFile } from '../support/flag-file.ts'
import { watchForErrors, whenShown } from '../support/flag-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { serveFolder } from '../support/static-site.ts'
import { startFlagdService } from './flagd-service.ts'

/** Providers that npm has: of no vendor, of OpenFeature's own protocols, and of three vendors. */
const PROVIDERS: readonly VendorName[] = [
  'in-memory',
  'flagd',
  'ofrep',
  'launchdarkly',
  'configcat',
  'growthbook',
]

let site: LocalServer
let flagd: LocalServer
let file: FlagFile
let halyard: FlagService
let launched: LaunchedBrowser

beforeAll(async () => {
  site = await serveFolder(await buildPage('openfeature-vendors', ''))
  flagd = await startFlagdService({
    announcement: { reason: 'STATIC', variant: 'sale', stringValue: 'sale' },
    'express-checkout': { reason: 'STATIC', variant: 'off', boolValue: false },
  })
  file = createFlagFile()
  const announcement = { state: 'ENABLED', variants: { sale: 'sale' }, defaultVariant: 'sale' }
  const checkout = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' }
  file.write(JSON.stringify({ flags: { announcement, 'express-checkout': checkout } }))
  halyard = await startFlagService(file.path, 0)
  launched = await launchBrowser({ extension: await buildExtension() })
})

afterAll(async () => {
  await launched?.close()
  await halyard?.stop()
  await flagd?.close()
  await site?.close()
  file?.[Symbol.dispose]()
})

/** Opens the page with a provider, and a panel that looks at it. */
async function openVendorPage(name: VendorName) {
  const page = await launched.browser.newPage()
  onTestFinished(() => page.close())
  const errors = watchForErrors(page)
  const elsewhere: string[] = []
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') elsewhere.push(request.url())
  })
  const service = { flagd: flagd.origin, ofrep: halyard.url }[name as string] ?? site.origin
  await page.goto(`${site.origin}/?${new URLSearchParams({ provider: name, service })}`)
  const shows = (selector: string, text: string) => whenShown(page.mainFrame(), selector, text)
  const shown = () => page.evaluate(() => window.vendorPage.shown)
  await shows('#announcement', 'sale')
  await shows('#checkout', 'three steps')
  const { panel } = await openFlagsPanel(page)
  return { page, panel, errors, elsewhere, shows, shown }
}

describe.each(PROVIDERS)('the provider %s', (name) => {
  it('is inspected and overridden from the panel: live, after a reload, and back again', async () => {
    const { page, panel, errors, elsewhere, shows, shown } = await openVendorPage(name)
    await rowSays(panel, 'announcement', 'sale')
    await rowSays(panel, 'express-checkout', 'false')
    await panel.waitForFunction(() => document.body.textContent?.includes('@openfeature/web-sdk · '))
    const before = await shown()

    await panel.locator('[role=switch][aria-label="Override express-checkout"]').click()
    await shows('#checkout', 'one step')
    await rowSays(panel, 'express-checkout', 'overridden')
    expect(await shown()).toEqual({ ...before, checkout: [...before.checkout, 'one step'] })

    await page.reload()
    await shows('#checkout', 'one step')
    await shows('#announcement', 'sale')
    await rowSays(panel, 'express-checkout', 'overridden')
    expect((await shown()).checkout).not.toContain('three steps')

    await panel.locator('.strip .button-override').click()
    await shows('#checkout', 'three steps')
    expect(errors).toEqual([])
    expect(elsewhere).toEqual([])
  })
})
