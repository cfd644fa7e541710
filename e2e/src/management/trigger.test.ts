import { expect, it } from 'vitest'
import { whenAnnounced } from '../support/flag-page.ts'
import { startOperating } from './start-operating.ts'

const VARIANTS = { sale: { text: 'sale', tone: 'loud' }, none: { text: 'none', tone: 'calm' } }
/** What Prometheus's Alertmanager posts, in short. */
const ALERT = { version: '4', status: 'firing', alerts: [{ labels: { alertname: 'ErrorRate' } }] }

it('stops a flag by an alert hook that has no token, with a page watching, and the audit log names it', async () => {
  const { halyard, page, browser, said } = await startOperating()
  const variants = ['--variants', JSON.stringify(VARIANTS), '--default', 'sale']
  await halyard('flag', 'create', 'announcement', ...variants)
  await whenAnnounced(page, 'sale')
  const create = ['trigger', 'create', 'announcement', 'disable', '--name', 'alerts', '--reason', 'errors']
  const { url } = JSON.parse(await halyard(...create, '--json'))

  const preview = await browser.newPage()
  await preview.goto(url)
  expect(await preview.evaluate(() => document.body.textContent)).toContain('Nothing was done')
  expect(await halyard('trigger', 'list')).toMatch(/alerts +announcement +disable +0/)

  const post = async () => {
    const headers = { 'Content-Type': 'application/json' }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(ALERT) })
    return [response.status, ((await response.json()) as { readonly status: string }).status]
  }
  expect(await post()).toEqual([200, 'written'])
  await whenAnnounced(page, 'fallback')
  expect(await post()).toEqual([200, 'unchanged'])

  const [entry, ...earlier] = JSON.parse(await halyard('audit', '--json'))
  expect(entry).toMatchObject({ author: 'trigger:alerts', action: 'disable', reason: 'errors' })
  expect(earlier).toHaveLength(1)
  expect(await halyard('explain', '--context', '{"targetingKey":"customer-7"}')).toMatch(
    /announcement +\(fallback\) +DISABLED/,
  )
  await halyard('trigger', 'revoke', 'alerts')
  await halyard('flag', 'enable', 'announcement')
  await whenAnnounced(page, 'sale')
  expect((await post())[0]).toBe(404)
  expect(said()).not.toContain(new URL(url).pathname.split('/').at(-1))
})
