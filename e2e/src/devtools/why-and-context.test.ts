import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import getPort from 'get-port'
import type { Frame, Page } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
import { serveFolder } from '../support/static-site.ts'

// Neither is what the shop shows while it knows no flags.
const FOR_ADA = 'The autumn wind is here'
const FOR_CREW = 'Go flysomething.'

const NONCE = 'first-script'

const SERVED_HERO = {
  if: [
    { $ref: 'beta-testers' },
    'bold',
    {
      fractional: [
        ['classic', 0],
        ['seasonal', 100],
      ],
    },
  ],
}

let service: FlagService
let file: FlagFile
let launched: LaunchedBrowser
let site: LocalServer
let page: Page
let errors: readonly string[]

beforeAll(async () => {
  file = createFlagFile()
  file.edit('hero', {
    targeting: SERVED_HERO,
  })
  service = await startFlagService(file.path, await getPort({ host: '127.0.0.1' }))
  const folder = await buildPage('shop', service.url)
  const path = join(folder, 'index.html')
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace('<head>', `<head><script nonce="${NONCE}">${NOTE_HEADINGS}</script>`),
  )
  // Code that is loaded when somebody asks why must be allowed to come.
  site = await serveFolder(folder, {
    'content-security-policy': `default-src 'none'; script-src 'self' 'nonce-${NONCE}'; style-src 'self'; img-src 'self'; connect-src ${service.url}; require-trusted-types-for 'script'; trusted-types 'none'`,
  })
  launched = await launchBrowser({ extension: await buildExtension() })
})

afterAll(async () => {
  await launched?.close()
  await site?.close()
  await service?.stop()
  file?.[Symbol.dispose]()
})

beforeEach(async () => {
  page = await launched.browser.newPage()
  errors = watchForErrors(page)
  await page.goto(site.origin)
  await whenShown(page.mainFrame(), 'h1', FOR_ADA)
})

afterEach(async () => {
  expect(errors).toEqual([])
  await page.close()
})

async function says(panel: Frame, selector: string, words: string): Promise<void> {
  await panel.waitForFunction(
    (where, wanted) =>
      [...document.querySelectorAll(where)].some(({ textContent }) => textContent?.includes(wanted)),
    { timeout: 10_000 },
    selector,
    words,
  )
}

async function selectHero(panel: Frame): Promise<void> {
  await panel.locator('.row-flag td ::-p-text(hero)').click()
  await panel.waitForSelector('.why-tree')
}

/** Waits until the next load can show this variant at once, so that its first heading tells whom it was evaluated for. */
async function whenKeptForFirstPaint(variant: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => Object.values(localStorage).some((text) => String(text).includes(`"variant":"${wanted}"`)),
    { polling: 50, timeout: 10_000 },
    variant,
  )
}

/** Opens the Context tab and makes the visitor one of the crew there. */
async function typeCrew(panel: Frame): Promise<void> {
  await panel.locator('#tab-context').click()
  await panel.locator('[aria-label="Value of plan"]').fill('crew')
}

describe('why, in real DevTools', () => {
  it('explains from the running client, and anew when the flag changes', async () => {
    const { panel, screenshot } = await openFlagsPanel(page)
    await selectHero(panel)
    await says(panel, '.why-headline', 'seasonal for 100 % of visitors, and “visitor-2” is among them.')
    await says(panel, '.why-decided', 'not in beta-testers')
    await says(panel, '.split-bar-named', 'seasonal 100 %')
    await says(panel, '.facts', 'segment beta-testers')
    await screenshot(join(artefactsFolder(), 'why-hero.png'))

    file.edit('hero', { targeting: { if: [{ '==': [{ var: 'country' }, 'IE'] }, 'classic'] } })
    await says(panel, '.why-headline', 'classic, because country is "IE".')
    file.edit('hero', {
      targeting: SERVED_HERO,
    })
    await says(panel, '.why-headline', 'seasonal for 100 %')
  })
})

describe('the context, in real DevTools', () => {
  it('is tried out, then yours, also after a reload and before anybody else is greeted, and given back', async () => {
    await whenKeptForFirstPaint('seasonal')
    const { panel, screenshot } = await openFlagsPanel(page)
    await selectHero(panel)
    await typeCrew(panel)
    await says(panel, '.preview-line', 'hero')
    await says(panel, '.context-preview .why-headline', 'bold, because they are in beta-testers.')
    expect(await page.$eval('h1', ({ textContent }) => textContent)).toBe(FOR_ADA)
    await screenshot(join(artefactsFolder(), 'context-tried-out.png'))

    await panel.locator('.context-apply').click()
    await whenShown(page.mainFrame(), 'h1', FOR_CREW)
    await says(panel, '.strip-overriding', 'Context set by you')

    await whenKeptForFirstPaint('bold')
    await page.reload()
    await whenShown(page.mainFrame(), 'h1', FOR_CREW)
    expect(await page.evaluate('[...headings]')).toEqual([FOR_CREW])
    await says(panel, '.strip-overriding', 'Context set by you')

    // The page’s own choice waits until the override is over.
    await page.select('.persona select', 'bruno')
    await says(panel, '.section-override details pre', 'regular-3')
    expect(await page.$eval('h1', ({ textContent }) => textContent)).toBe(FOR_CREW)
    await screenshot(join(artefactsFolder(), 'context-yours.png'))
    await panel.locator('.strip-overriding .button-override').click()
    await whenShown(page.mainFrame(), 'h1', FOR_ADA)
    await page.reload()
    await whenShown(page.mainFrame(), 'h1', FOR_ADA)
    expect(await page.evaluate('[...headings]')).toEqual([FOR_ADA])
  })

  it('is kept as a persona for the next page and the next DevTools window', async () => {
    const { panel } = await openFlagsPanel(page)
    await typeCrew(panel)
    await panel.locator('[aria-label="Name of the persona"]').fill('One of the crew')
    await panel.locator('.persona-save button').click()
    await says(panel, '.persona', 'One of the crew')
    const other = await launched.browser.newPage()
    await other.goto(site.origin)
    const second = await openFlagsPanel(other)
    await second.panel.locator('#tab-context').click()
    await second.panel.locator('.persona-use').click()
    await second.panel.locator('.context-apply').click()
    await whenShown(other.mainFrame(), 'h1', FOR_CREW)
    expect(await page.$eval('h1', ({ textContent }) => textContent)).toBe(FOR_ADA)
    await other.close()
  })
})
