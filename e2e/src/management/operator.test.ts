import { expect, it } from 'vitest'
import { whenAnnounced } from '../support/flag-page.ts'
import { startOperating } from './start-operating.ts'

/** Enough for the schedule to be written before its instant. */
const AHEAD_SECONDS = 6

const VARIANTS = { before: { text: 'before', tone: 'calm' }, after: { text: 'after', tone: 'calm' } }

it('creates, ramps, schedules, stops and rolls back a flag from the command line, with a page watching', async () => {
  const { halyard, page } = await startOperating()
  const loadedAt = await page.evaluate(() => performance.timeOrigin)

  const made = await halyard(
    ...['flag', 'create', 'announcement', '--variants', JSON.stringify(VARIANTS)],
    ...['--default', 'before', '--json'],
  )
  await whenAnnounced(page, 'before')
  await halyard('flag', 'rollout', 'announcement', 'after=100', '--reason', 'all at once')
  await whenAnnounced(page, 'after')
  await halyard('flag', 'rollout', 'announcement', 'before=100')
  await whenAnnounced(page, 'before')

  const atSecond = Math.ceil(Date.now() / 1000) + AHEAD_SECONDS
  const shownAt = whenAnnounced(page, 'after')
  await halyard('flag', 'schedule', 'announcement', `after=100@${new Date(atSecond * 1000).toISOString()}`)
  expect(await shownAt).toBeGreaterThanOrEqual(atSecond * 1000)

  await halyard('flag', 'disable', 'announcement')
  await whenAnnounced(page, 'fallback')
  await halyard('flag', 'rollback', 'announcement', JSON.parse(made).revision)
  await whenAnnounced(page, 'before')
  expect(await page.evaluate(() => performance.timeOrigin), 'the page was not reloaded').toBe(loadedAt)
  const actions = JSON.parse(await halyard('audit', '--json')).map(({ action }: { action: string }) => action)
  expect(actions).toEqual(['rollback', 'disable', 'schedule', 'rollout', 'rollout', 'create'])
})
