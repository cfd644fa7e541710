import type { Flag, UpdatePolicyName } from '@halyard/schema'
import type { BrowserContext, Page } from 'puppeteer-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { announcement } from '../support/flag-file.ts'
import { announced, whenAnnounced } from '../support/flag-page.ts'
import { type CoreSite, startCoreSite } from './core-site.ts'

let site: CoreSite

beforeAll(async () => {
  site = await startCoreSite()
})

afterAll(() => site?.[Symbol.asyncDispose]())

const saying = (text: string, policy: UpdatePolicyName): Partial<Flag> => ({
  ...announcement(text),
  'x-update': policy,
})

/** Waits until the page holds what was saved, whether it shows it or not. */
async function whenHeld(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (text) => JSON.stringify(window.core?.dehydrate()?.flagSet.flags.announcement ?? '').includes(text),
    { polling: 50, timeout: 10_000 },
    text,
  )
}

/** A page of a visitor, who is a new one unless given. */
async function openPage(visitor?: BrowserContext): Promise<Page> {
  const page = await (visitor ?? (await site.browser.createBrowserContext())).newPage()
  await page.goto(site.origin)
  return page
}

it('keeps what a view shows until the page goes on to the next one', async () => {
  site.file.edit('announcement', saying('first', 'navigation'))
  const page = await openPage()
  await whenAnnounced(page, 'first')
  site.file.edit('announcement', saying('second', 'navigation'))
  await whenHeld(page, 'second')
  expect(await announced(page)).toBe('first')
  await page.evaluate(() => history.pushState(null, '', '#next-view'))
  expect(await announced(page)).toBe('second')
  await page.browserContext().close()
})

it('keeps what a tab shows over reloads, and no other tab, until the flag is stopped', async () => {
  site.file.edit('announcement', saying('begun', 'session'))
  const page = await openPage()
  await whenAnnounced(page, 'begun')
  site.file.edit('announcement', saying('later', 'session'))
  await whenHeld(page, 'later')
  await page.reload()
  await whenAnnounced(page, 'begun')
  await whenHeld(page, 'later')
  expect(await announced(page)).toBe('begun')
  const other = await openPage(page.browserContext())
  await whenAnnounced(other, 'later')

  site.file.edit('announcement', { state: 'DISABLED' })
  await Promise.all([page, other].map((tab) => whenAnnounced(tab, 'fallback')))
  await page.browserContext().close()
})
