import { OFREPProvider } from '@openfeature/ofrep-provider'
import { OpenFeature, type Provider } from '@openfeature/server-sdk'
import getPort from 'get-port'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FlagService, startFlagService } from '../../../scripts/start/flag-service.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { buildPage, type PageName } from '../support/build-page.ts'
import { createFlagFile, type FlagFile } from '../support/flag-file.ts'
import { expectStreams, watchForErrors, whenAnnounced } from '../support/flag-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { serveFolder } from '../support/static-site.ts'

/** A page with OpenFeature's SDK, and one with a client of ours: both ask the service by OFREP. */
const PAGES: readonly PageName[] = ['openfeature', 'remote']

let port: number
let service: FlagService
let file: FlagFile
let sites: readonly LocalServer[]
let launched: LaunchedBrowser
let pages: readonly Page[]
let hearChange = (): void => undefined
const errors: (readonly string[])[] = []

beforeAll(async () => {
  port = await getPort({ host: '127.0.0.1' })
  file = createFlagFile()
  save('ENABLED', 'open')
  service = await startService()
  sites = await Promise.all(PAGES.map(async (name) => serveFolder(await buildPage(name, service.url))))
  launched = await launchBrowser()
  pages = await Promise.all(
    sites.map(async ({ origin }) => {
      const page = await launched.browser.newPage()
      errors.push(watchForErrors(page))
      await page.goto(origin)
      return page
    }),
  )
  const provider = new OFREPProvider({ baseUrl: service.url })
  // its types are not made for exact optional properties
  await OpenFeature.setProviderAndWait(provider as unknown as Provider)
})

afterAll(async () => {
  await OpenFeature.close()
  await launched?.close()
  await service?.stop()
  await Promise.all(sites?.map((site) => site.close()) ?? [])
  file?.[Symbol.dispose]()
})

function startService(): Promise<FlagService> {
  return startFlagService(file.path, port, ({ event }) => event === 'changed' && hearChange())
}

/** Saves the flag file with one flag in it. */
function save(state: 'ENABLED' | 'DISABLED', variant: string): void {
  const variants = { open: 'The sale is open', crew: 'The sale is for the crew' }
  const targeting = { if: [{ '==': [{ var: 'targetingKey' }, 'crew'] }, 'crew'] }
  const announcement = { state, variants, defaultVariant: variant, targeting }
  file.write(JSON.stringify({ flags: { announcement } }))
}

/** Saves, and waits until the service has it. */
async function change(state: 'ENABLED' | 'DISABLED', variant: string): Promise<void> {
  const changed = new Promise<void>((resolve) => {
    hearChange = resolve
  })
  save(state, variant)
  await changed
}

const onServer = (targetingKey: string): Promise<string> =>
  OpenFeature.getClient().getStringValue('announcement', 'nothing known', { targetingKey })

async function shows(text: string): Promise<void> {
  expect(await onServer('u1')).toBe(text)
  await Promise.all(pages.map((page) => whenAnnounced(page, text)))
}

it('shows what the service evaluates, in pages and on a server', async () => {
  await shows('The sale is open')
  expect(await onServer('crew')).toBe('The sale is for the crew')
  await expectStreams(service.url, PAGES.length)
})

it('follows a change, a kill switch and its end without a reload', async () => {
  await change('ENABLED', 'crew')
  await shows('The sale is for the crew')
  await change('DISABLED', 'crew')
  await shows('nothing known')
  await change('ENABLED', 'open')
  await shows('The sale is open')
  expect(errors).toEqual(PAGES.map(() => []))
})

it('follows a kill switch that was thrown while the service was away', async () => {
  await service.stop()
  save('DISABLED', 'open')
  service = await startService()
  await shows('nothing known')
})
