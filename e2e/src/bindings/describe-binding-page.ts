import getPort from 'get-port'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { prepareCountingService } from '../exposures/counting-service.ts'
import { buildPage, type PageName } from '../support/build-page.ts'
import { watchForErrors } from '../support/flag-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { serveFolder } from '../support/static-site.ts'

/** What a binding does in its page. */
export interface BindingPageExpectations {
  /** How often a component's code runs again when its flag changes: 0 where only the text is written anew. */
  readonly rendersOnChange: 0 | 1
}

const MODES = ['production', 'development'] as const

/** What every binding keeps to in a real page. */
export function describeBindingPage(page: PageName, { rendersOnChange }: BindingPageExpectations): void {
  const sites = new Map<string, LocalServer>()
  let launched: LaunchedBrowser

  beforeAll(async () => {
    launched = await launchBrowser({ args: ['--js-flags=--expose-gc'] })
    for (const mode of MODES) {
      sites.set(mode, await serveFolder(await buildPage(page, 'http://127.0.0.1:1', [], mode)))
    }
  })

  afterAll(async () => {
    await launched?.close()
    for (const site of sites.values()) await site.close()
  })

  async function open(mode: (typeof MODES)[number]): Promise<Page & { readonly errors: readonly string[] }> {
    const opened = await launched.browser.newPage()
    const errors = watchForErrors(opened)
    await opened.goto(sites.get(mode)?.origin ?? '')
    return Object.assign(opened, { errors })
  }

  it.each([
    ['one of a thousand', 1, ['A', 'B']],
    ['the shared one', 1000, ['B']],
    // The one that runs shows another flag, and with it that the change has arrived.
    ['a reason', 1, ['A', 'B']],
  ] as const)(
    'runs what shows another value, and all of it at once, when the flag that changes is %s',
    async (what, runs, texts) => {
      const opened = await open('production')
      const effect = await opened.evaluate((what) => window.bindingPage.change(what), what)
      expect(effect).toEqual({ renders: 1000 + runs * rendersOnChange, commits: 1, texts })
      expect(opened.errors).toEqual([])
    },
  )

  it('leaves nothing behind of ten thousand components that came and went', async () => {
    const opened = await open('production')
    const remains = await opened.evaluate(() => window.bindingPage.comeAndGo(10))
    expect(remains).toEqual({ subscriptions: 10_000, notEnded: 0, notCollected: 0 })
    expect(opened.errors).toEqual([])
  })

  it.each(MODES)('counts ten renders in each of two tabs as one exposure, built for %s', async (mode) => {
    await using service = prepareCountingService(await getPort({ host: '127.0.0.1' }))
    await service.start()
    const tabs = [await open(mode), await open(mode)] as const
    const show = (flagKey: string, ...tabs: readonly Page[]) =>
      Promise.all(
        tabs.map((tab) =>
          tab.evaluate((url, flagKey) => window.bindingPage.showTenTimes(url, flagKey), service.url, flagKey),
        ),
      )
    await show('headline', ...tabs)
    // What a tab tells later is counted later: then nothing of the headline is still on its way.
    await show('button', tabs[0])
    await show('footer', tabs[1])
    await service.whenCounted('button')
    await service.whenCounted('footer')
    expect(service.counted()).toEqual({ 'headline a': 1, 'button a': 1, 'footer a': 1 })
    expect(tabs.flatMap(({ errors }) => errors)).toEqual([])
  })
}
