import getPort from 'get-port'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type FlagService, startFlagService } from '../../../scripts/start/flag-service.ts'
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts'
import { createFlagFile, type FlagFile } from '../support/flag-file.ts'
import { whenShown, whenStored } from '../support/flag-page.ts'
import { type RenderedSite, startRenderedSite } from './rendered-site.ts'

let file: FlagFile
let service: FlagService
let site: RenderedSite
let launched: LaunchedBrowser

beforeAll(async () => {
  file = createFlagFile()
  service = await startFlagService(file.path, await getPort({ host: '127.0.0.1' }))
  site = await startRenderedSite(service.url)
  launched = await launchBrowser()
})

afterAll(async () => {
  await launched?.close()
  await site?.close()
  await service?.stop()
  file?.[Symbol.dispose]()
})

declare global {
  interface Window {
    /** Every text that the page ever had. */
    bodyTexts: readonly string[]
  }
}

/** Opens a page, and writes down what its console says and which texts it ever has. */
async function open(): Promise<Page & { readonly said: readonly string[] }> {
  const page = await launched.browser.newPage()
  const said: string[] = []
  page.on('pageerror', (error) => said.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') said.push(message.text())
  })
  await page.evaluateOnNewDocument(() => {
    const texts: string[] = []
    window.bodyTexts = texts
    new MutationObserver(() => {
      const text = document.querySelector('main')?.textContent ?? ''
      if (text && text !== texts.at(-1)) texts.push(text)
    }).observe(document, { childList: true, subtree: true, characterData: true })
  })
  return Object.assign(page, { said })
}

const hero = (value: string) => ({ variants: { test: value }, defaultVariant: 'test', targeting: {} })

it('takes over the shop as it was rendered, with every flag as the server decided it', async () => {
  file.edit('hero', hero('bold'))
  file.edit('express-checkout', { defaultVariant: 'on', targeting: {} })
  const page = await open()
  await expect
    .poll(async () => (await fetch(`${site.origin}/shop`)).text())
    .toContain('Go fly<br/>something.')
  await page.goto(`${site.origin}/shop`)
  await whenShown(page.mainFrame(), '[role=status]', 'Flags are live')
  const states = await textsOf(page)
  expect(states.filter((text) => text.includes('Kites for ordinary wind'))).toEqual([])
  expect(new Set(states.filter((text) => text.includes('Six kites'))).size).toBe(1)
  expect(await page.$eval('.button-express', ({ textContent }) => textContent)).toContain('now')
  // It is alive.
  await page.locator('.kite-card button').click()
  await whenShown(page.mainFrame(), '.bag-count', '2')
  expect(page.said).toEqual([])
  await page.close()
})

it('takes over a part that is streamed late as it was rendered, and then shows what has changed', async () => {
  file.edit('hero', hero('first'))
  const page = await open()
  await expect.poll(() => firstText()).toBe('first')
  const loaded = await begin(page)
  await whenShown(page.mainFrame(), '#early', 'first')
  file.edit('hero', hero('second'))
  await whenShown(page.mainFrame(), '#early', 'second')
  site.sendLatePart()
  await loaded.end
  await whenShown(page.mainFrame(), 'main #late', 'second')
  await whenStored(page, 'second')
  expect(await textsOf(page)).toEqual(['first pending', 'second pending', 'second first', 'second second'])
  expect(page.said).toEqual([])
  await page.close()
})

it('shows what the server rendered, and never what the browser has stored of an earlier visit', async () => {
  file.edit('hero', hero('third'))
  await expect.poll(() => firstText()).toBe('third')
  const page = await open()
  const loaded = await begin(page)
  await whenShown(page.mainFrame(), '#early', 'third')
  site.sendLatePart()
  await loaded.end
  await whenShown(page.mainFrame(), 'main #late', 'third')
  expect(await textsOf(page)).toEqual(['third pending', 'third third'])
  expect(page.said).toEqual([])
  await page.close()
})

/** Every text that the page had, but for those of markup that was still arriving: each is the beginning of the next one. */
async function textsOf(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate(() => window.bodyTexts)
  return texts.filter((text, index) => !texts[index + 1]?.startsWith(text))
}

/** Goes to the page whose second part is still to come. */
async function begin(page: Page): Promise<{ readonly end: Promise<unknown> }> {
  const navigated = new Promise((resolve) => void page.once('framenavigated', resolve))
  const end = page.goto(`${site.origin}/two-parts`)
  await navigated
  return { end }
}

/** What the server would render now. */
async function firstText(): Promise<string | undefined> {
  const response = await fetch(`${site.origin}/two-parts`)
  site.sendLatePart()
  return /id="early">([^<]*)</.exec(await response.text())?.[1]
}
