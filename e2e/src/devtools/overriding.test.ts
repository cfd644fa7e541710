import { join } from 'node:path'
import type { Frame, Page, Target, WebWorker } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildExtension } from '../../../scripts/start/extension-build.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { type FlagsPanel, openFlagsPanel } from '../browser/open-flags-panel.ts'
import { artefactsFolder } from '../browser/run-folder.ts'
import { buildPage } from '../support/build-page.ts'
import { watchForErrors, whenShown } from '../support/flag-page.ts'
import type { LocalServer } from '../support/local-server.ts'
import { type PageServer, startPageServer } from '../support/page-server.ts'
import { serveFolder } from '../support/static-site.ts'

const STRICT = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    'img-src data:',
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
}

let launched: LaunchedBrowser
let site: LocalServer
let strictSite: LocalServer
let openSite: LocalServer
let embedding: PageServer
let page: Page
let errors: readonly unknown[]

beforeAll(async () => {
  const folder = await buildPage('overriding', '')
  site = await serveFolder(folder)
  strictSite = await serveFolder(folder, STRICT)
  // A sandboxed page is of no origin, so that its module is asked for across origins.
  openSite = await serveFolder(folder, { 'access-control-allow-origin': '*' })
  embedding = await startPageServer()
  embedding.serve('/', {
    body: `<title>Embedding</title><iframe sandbox="allow-scripts" src="${openSite.origin}/"></iframe>`,
  })
  launched = await launchBrowser({ extension: await buildExtension() })
})

afterAll(async () => {
  await launched?.close()
  await site?.close()
  await strictSite?.close()
  await openSite?.close()
  await embedding?.close()
})

beforeEach(async () => {
  page = await launched.browser.newPage()
  errors = watchForErrors(page)
  await page.goto(site.origin)
  await whenShown(page.mainFrame(), '#greeting', 'Hello')
})

afterEach(async () => {
  await page.goto(site.origin)
  await page.evaluate(() => localStorage.clear())
  await page.close()
})

/** Clicks on the toolbar icon, and gives what opens. */
async function openPopup(): Promise<Page> {
  const [extension] = (await launched.browser.extensions()).values()
  await page.bringToFront()
  await extension?.triggerAction(page)
  const isPopup = (target: Target) => target.url().endsWith('/src/popup/popup.html')
  return (await launched.browser.waitForTarget(isPopup)).asPage()
}

/** The extension's worker, which Chrome may have to start for it. */
async function worker(): Promise<WebWorker> {
  const target = await launched.browser.waitForTarget(
    (candidate) =>
      candidate.type() === 'service_worker' && candidate.url().endsWith('service-worker-loader.js'),
  )
  const found = await target.worker()
  if (!found) throw new Error('the worker is gone again')
  return found
}

/** Stops the worker, as Chrome does after half a minute without anything to do. */
async function stopWorker(): Promise<void> {
  const running = await worker()
  const gone = new Promise((resolve) => {
    launched.browser.on('targetdestroyed', (target) => {
      if (target.url() === running.url()) resolve(undefined)
    })
  })
  await running.close()
  await gone
}

/** Waits until the badges of all tabs together say this. The extension may not know which tab shows which page. */
async function badgeSays(text: string): Promise<void> {
  await (await worker()).evaluate(`(${WAIT_FOR_BADGE})(${JSON.stringify(text)})`)
}

/** Runs in the extension's worker. Nothing tells of a badge that changes, so it is looked at again and again. */
const WAIT_FOR_BADGE = `async (wanted) => {
  const limit = Date.now() + 10_000
  let shown
  do {
    const tabs = await chrome.tabs.query({})
    shown = (await Promise.all(tabs.map(({ id }) => chrome.action.getBadgeText({ tabId: id })))).join('')
    if (shown === wanted) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  } while (Date.now() < limit)
  throw new Error('the badge says "' + shown + '"')
}`

async function select(flags: FlagsPanel, flagKey: string): Promise<void> {
  const cell = `td.cell-text[title="${flagKey}"]`
  await flags.panel.locator(cell).click()
}

async function pressWithControl({ devtools }: FlagsPanel, key: 'a' | 'Enter' | 'z'): Promise<void> {
  await devtools.keyboard.down('Control')
  await devtools.keyboard.press(key)
  await devtools.keyboard.up('Control')
}

const panelSays = (panel: Frame, words: string) =>
  panel.waitForFunction((wanted) => document.body.textContent?.includes(wanted), { timeout: 10_000 }, words)

const override = (value: string, terms = {}) =>
  page.evaluate((next, given) => window.probe.overrides.set('greeting', next, given), value, terms)

describe('the toolbar icon', () => {
  it('counts what is overridden: live, after a reload, without a panel, and after its worker was stopped', async () => {
    await override('Servus')
    await badgeSays('1')
    await page.reload()
    await badgeSays('1')

    await stopWorker()
    await page.evaluate(() => window.probe.overrides.set('ranking', { model: 'mine', boost: 3 }))
    await badgeSays('2')

    await page.evaluate(() => window.probe.overrides.reset())
    await badgeSays('')
    expect(errors).toEqual([])
  })

  it('lists what is overridden when it is clicked, and resets it', async () => {
    await override('Servus', { scope: 'origin' })
    await badgeSays('1')
    const popup = await openPopup()
    await popup.waitForSelector('.popup-flag')
    expect(await popup.$eval('.popup-flag', ({ textContent }) => textContent)).toContain('"Servus"all tabs')
    await popup.screenshot({ path: join(artefactsFolder(), 'override-popup.png') })
    await popup.locator('.popup-header .button-override').click()
    await whenShown(page.mainFrame(), '#greeting', 'Hello')
    await badgeSays('')
    await popup.close()
  })

  it('tells of what a site keeps where no client reads it, and forgets it', async () => {
    await override('Servus', { scope: 'origin' })
    await page.goto(`${site.origin}/no-such-page`)
    await badgeSays('1')
    const popup = await openPopup()
    await popup.waitForSelector('.popup-kept')
    expect(await popup.$eval('.popup-kept li', ({ textContent }) => textContent)).toBe('greeting"Servus"')
    await popup.locator('.popup-kept .button').click()
    await badgeSays('')
    expect(await page.evaluate(() => localStorage.getItem('halyard:overrides'))).toBeNull()
    await popup.close()
  })
})

describe('the panel', () => {
  it('overrides an object in its editor, for all tabs and for a while, and undoes it', async () => {
    const flags = await openFlagsPanel(page)
    await flags.panel.waitForSelector('.row-flag')
    await select(flags, 'ranking')
    const editor = '.cm-content[aria-label="Another value, JSON"]'
    await flags.panel.locator(editor).click()
    await pressWithControl(flags, 'a')
    await flags.devtools.keyboard.type('{"model": "mine", "boost": "much"}')
    await panelSays(flags.panel, 'boost is of another type: the variants have number there.')
    await flags.panel.select('.terms-field', 'origin')
    await flags.panel.locator(editor).click()
    await pressWithControl(flags, 'Enter')
    await whenShown(page.mainFrame(), '#ranking', 'mine')
    expect(await page.evaluate(() => localStorage.getItem('halyard:overrides'))).toContain('"much"')
    await flags.screenshot(join(artefactsFolder(), 'override-editor.png'))

    await flags.panel.locator('.strip .button-override').click()
    await whenShown(page.mainFrame(), '#ranking', 'bm25')
    await panelSays(flags.panel, 'Reset 1 flag')
    await flags.panel.locator('.notice .button').click()
    await whenShown(page.mainFrame(), '#ranking', 'mine')
  })

  it('lets an override end at its time', async () => {
    const flags = await openFlagsPanel(page)
    await override('Servus', { expiresAtMs: Date.now() + 3_000 })
    await panelSays(flags.panel, 's left')
    await badgeSays('1')
    await whenShown(page.mainFrame(), '#greeting', 'Hello')
    await panelSays(flags.panel, '3 flags, 3 read on this page')
    await badgeSays('')
  })

  it('says that the code has the last word, and that a sandboxed page forgets', async () => {
    const flags = await openFlagsPanel(page)
    await flags.panel.waitForSelector('.row-flag')
    await select(flags, 'fixed')
    await panelSays(flags.panel, 'own code overrides this flag')
    await page.goto(embedding.origin)
    await flags.panel.waitForSelector('.row-flag')
    await select(flags, 'greeting')
    await panelSays(flags.panel, 'an override holds until the next reload')
    await flags.panel.select('select[aria-label="Override greeting"]', 'warm')
    await badgeSays('1')
    await page.reload()
    await panelSays(flags.panel, '3 flags, 3 read on this page')
    await badgeSays('')
  })
})

describe('the marker on the page', () => {
  it.each([
    ['an ordinary page', () => site],
    ['a page under a strict Content-Security-Policy with Trusted Types', () => strictSite],
  ])('lists and resets with one click, and moves nothing: %s', async (_, where) => {
    await page.goto(where().origin)
    await whenShown(page.mainFrame(), '#greeting', 'Hello')
    const flags = await openFlagsPanel(page)
    await flags.panel.locator('.strip-marker').click()
    await flags.panel.waitForSelector('.strip-marker[aria-pressed=true]')
    // A tab that is not in front draws no frame, and has nothing to click on.
    await page.bringToFront()
    const sizes = () => page.evaluate(() => [document.body.innerHTML, document.documentElement.scrollHeight])
    const before = await sizes()
    await override('Hello')
    const marker = await page.waitForSelector('aria/1 flag overridden[role="button"]')
    expect(await sizes()).toEqual(before)
    expect(await page.evaluate(() => document.querySelector('halyard-overrides')?.shadowRoot)).toBeNull()

    await override('Servus')
    await page.reload()
    await whenShown(page.mainFrame(), '#greeting', 'Servus')
    await (await page.waitForSelector('aria/1 flag overridden[role="button"]'))?.click()
    const reset = await page.waitForSelector('aria/Reset greeting[role="button"]')
    await page.screenshot({ path: join(artefactsFolder(), 'override-marker.png') })
    await reset?.click()
    await whenShown(page.mainFrame(), '#greeting', 'Hello')
    await page.waitForFunction(() => document.querySelector('halyard-overrides') === null)
    expect(errors).toEqual([])
    await marker?.dispose()
  })
})
