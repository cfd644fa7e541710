import type { Flag } from '@halyard/schema'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { announcement } from '../support/flag-file.ts'
import { whenAnnounced } from '../support/flag-page.ts'
import { type CoreSite, startCoreSite } from './core-site.ts'

/** Enough for the flag to reach the page and for the service to stop. */
const AHEAD_SECONDS = 5

/** The chunk that foresees changes. */
const CHUNK = 'next-change-at'

let site: CoreSite

beforeEach(async () => {
  site = await startCoreSite()
})

afterEach(() => site?.[Symbol.asyncDispose]())

/** The announcement, which says something else from this second on. */
function scheduled(atSecond: number): Partial<Flag> {
  return {
    variants: { before: { text: 'before', tone: 'calm' }, after: { text: 'after', tone: 'calm' } },
    defaultVariant: 'before',
    targeting: { if: [{ '>=': [{ var: '$flagd.timestamp' }, atSecond] }, 'after'] },
  }
}

it('changes a flag at its instant on an idle page, with the service away and without a reload', async () => {
  const page = await site.browser.newPage()
  const chunks: string[] = []
  page.on('request', (request) => {
    if (request.url().includes(CHUNK)) chunks.push(request.url())
  })
  await page.goto(site.origin)
  site.file.edit('announcement', announcement('without a schedule'))
  await whenAnnounced(page, 'without a schedule')
  expect(chunks, 'a page without a schedule loads nothing for it').toEqual([])
  const loadedAt = await page.evaluate(() => performance.timeOrigin)

  const atSecond = Math.ceil(Date.now() / 1000) + AHEAD_SECONDS
  const shownAt = whenAnnounced(page, 'before').then(() => whenAnnounced(page, 'after'))
  site.file.edit('announcement', scheduled(atSecond))
  await whenAnnounced(page, 'before')
  await site.service.stop()
  const lateMs = (await shownAt) - atSecond * 1000
  console.log(`the scheduled change was on the page ${lateMs.toFixed(0)} ms after its instant`)
  expect(lateMs).toBeGreaterThanOrEqual(0)
  expect(chunks).toHaveLength(1)
  expect(await page.evaluate(() => performance.timeOrigin), 'the page was not reloaded').toBe(loadedAt)
})

it('does so too where the code for it cannot be loaded, and loads it when the network is back', async () => {
  const page = await site.browser.newPage()
  let isCut = true
  let served = 0
  await page.setRequestInterception(true)
  page.on('request', (request) => {
    const isChunk = request.url().includes(CHUNK)
    if (isChunk && !isCut) served += 1
    void (isChunk && isCut ? request.abort() : request.continue())
  })
  await page.goto(site.origin)
  const atSecond = Math.ceil(Date.now() / 1000) + AHEAD_SECONDS
  site.file.edit('announcement', scheduled(atSecond))
  await whenAnnounced(page, 'before')
  expect(await whenAnnounced(page, 'after')).toBeGreaterThanOrEqual(atSecond * 1000)
  const codes = await page.evaluate(() => window.core.diagnostics.map(({ code }) => code))
  expect(codes).toEqual(['schedule-unavailable'])

  isCut = false
  await page.setOfflineMode(true)
  await page.setOfflineMode(false)
  const again = Math.ceil(Date.now() / 1000) + AHEAD_SECONDS
  site.file.edit('announcement', scheduled(again))
  await whenAnnounced(page, 'before')
  await whenAnnounced(page, 'after')
  expect(served).toBe(1)
})
