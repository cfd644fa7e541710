import { expect, it } from 'vitest'
import { startOperating } from '../management/start-operating.ts'
import { watchForErrors, whenAnnounced, whenShown } from '../support/flag-page.ts'

const VARIANTS = { sale: { text: 'sale', tone: 'loud' }, none: { text: 'none', tone: 'calm' } }

it("renders again in OpenFeature's React SDK what a kill switch stops, and nothing else", async () => {
  const { halyard, page } = await startOperating('openfeature-react')
  const errors = watchForErrors(page)
  const rendered = () => page.evaluate(() => ({ ...window.openFeaturePage.renders }))
  await halyard('flag', 'create', 'express-checkout')
  const variants = ['--variants', JSON.stringify(VARIANTS), '--default', 'sale']
  await halyard('flag', 'create', 'announcement', ...variants)
  await whenAnnounced(page, 'sale')

  const before = await rendered()
  await halyard('flag', 'disable', 'announcement')
  await whenAnnounced(page, 'fallback')
  await halyard('flag', 'enable', 'announcement')
  await whenAnnounced(page, 'sale')
  expect(await rendered()).toEqual({ ...before, announcement: before.announcement + 2 })

  await halyard('flag', 'trial', 'announcement', 'customer-7', 'none', '--until', '+1d')
  await page.evaluate(() => window.openFeaturePage.setContext({ targetingKey: 'customer-7' }))
  await whenAnnounced(page, 'none')
  expect(errors).toEqual([])
})

it('tells the React SDK that flags are stale while the service is away, and shows them all the same', async () => {
  const { halyard, page, restart } = await startOperating('openfeature-react')
  const variants = ['--variants', JSON.stringify(VARIANTS), '--default', 'sale']
  await halyard('flag', 'create', 'announcement', ...variants)
  await whenAnnounced(page, 'sale')
  await whenShown(page.mainFrame(), '#status', 'READY')
  const stale = whenShown(page.mainFrame(), '#status', 'STALE')
  await Promise.all([stale, restart()])
  await whenAnnounced(page, 'sale')
  await whenShown(page.mainFrame(), '#status', 'READY')
})
