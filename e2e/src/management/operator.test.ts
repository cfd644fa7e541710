import { expect, it } from 'vitest'
import { announced, whenAnnounced } from '../support/flag-page.ts'
import type { OperatedService } from './start-operated-service.ts'
import { startOperating } from './start-operating.ts'

/** Enough for the schedule to be written before its instant. */
const AHEAD_SECONDS = 6

/** A whole second to come, in milliseconds since 1970. */
function soon(): number {
  return (Math.ceil(Date.now() / 1000) + AHEAD_SECONDS) * 1000
}

function stage(atMs: number): string {
  return `after=100@${new Date(atMs).toISOString()}`
}

/** What was done, the newest first. */
async function actionsOf(halyard: OperatedService['halyard']): Promise<readonly string[]> {
  return JSON.parse(await halyard('audit', '--json')).map(({ action }: { action: string }) => action)
}

const VARIANTS = { before: { text: 'before', tone: 'calm' }, after: { text: 'after', tone: 'calm' } }

/** A page that shows the flag "announcement", and the operator of the service that it listens to. */
async function openAnnouncement() {
  const { page, ...service } = await startOperating()
  const created = await service.halyard(
    ...['flag', 'create', 'announcement', '--variants', JSON.stringify(VARIANTS)],
    ...['--default', 'before', '--json'],
  )
  await whenAnnounced(page, 'before')
  return { ...service, page, created: JSON.parse(created).revision as string }
}

it('creates, ramps, schedules, stops and rolls back a flag from the command line, with a page watching', async () => {
  const { page, halyard, created } = await openAnnouncement()
  const loadedAt = await page.evaluate(() => performance.timeOrigin)

  await halyard('flag', 'rollout', 'announcement', 'after=100', '--reason', 'all at once')
  await whenAnnounced(page, 'after')
  await halyard('flag', 'rollout', 'announcement', 'before=100')
  await whenAnnounced(page, 'before')

  const atMs = soon()
  const shownAt = whenAnnounced(page, 'after')
  await halyard('flag', 'schedule', 'announcement', stage(atMs))
  expect(await shownAt).toBeGreaterThanOrEqual(atMs)

  await halyard('flag', 'disable', 'announcement')
  await whenAnnounced(page, 'fallback')
  await halyard('flag', 'rollback', 'announcement', created)
  await whenAnnounced(page, 'before')
  expect(await page.evaluate(() => performance.timeOrigin), 'the page was not reloaded').toBe(loadedAt)
  expect(await actionsOf(halyard)).toEqual([
    'rollback',
    'disable',
    'schedule',
    'rollout',
    'rollout',
    'create',
  ])
})

it('lets a schedule come true once, in pages too that have lost the service, and over its restart', async () => {
  const { page, halyard, restart } = await openAnnouncement()
  const texts = await page.evaluateHandle(() => {
    const seen: (string | null | undefined)[] = []
    const look = () => seen.push(document.querySelector('#announcement')?.textContent)
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true })
    return seen
  })
  const atMs = soon()
  const shownAt = whenAnnounced(page, 'after')
  await halyard('flag', 'schedule', 'announcement', stage(atMs))
  await restart()
  expect(Date.now(), 'the service is back before the instant').toBeLessThan(atMs)
  expect(await shownAt).toBeGreaterThanOrEqual(atMs)
  await restart()
  // what comes over the new stream comes after whatever the old schedule could have done
  await halyard('flag', 'disable', 'announcement')
  await whenAnnounced(page, 'fallback')
  expect((await texts.jsonValue()).filter((text) => text === 'after')).toHaveLength(1)
  expect(await actionsOf(halyard)).toEqual(['disable', 'schedule', 'create'])
})

it('pauses a schedule before its instant, and rolls back to what it would have come to', async () => {
  const { page, halyard } = await openAnnouncement()
  const atMs = soon()
  const planned = JSON.parse(await halyard('flag', 'schedule', 'announcement', stage(atMs), '--json'))
  await halyard('flag', 'schedule', 'announcement')
  // a page that still had the stage would have shown it in the first second after
  await page.waitForFunction((afterMs) => Date.now() > afterMs, { polling: 50 }, atMs + 1000)
  expect(await announced(page)).toBe('before')
  await halyard('flag', 'rollback', 'announcement', planned.revision)
  await whenAnnounced(page, 'after')
})
