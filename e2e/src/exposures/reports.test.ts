import { OFREPProvider } from '@openfeature/ofrep-provider'
import { OpenFeature, type Provider } from '@openfeature/server-sdk'
import getPort from 'get-port'
import { expect, it, onTestFinished } from 'vitest'
import { launchBrowser } from '../browser/launch-browser.ts'
import { startOperatedService } from '../management/start-operated-service.ts'
import { buildPage } from '../support/build-page.ts'
import { serveFolder } from '../support/static-site.ts'

const FLAGS = ['headline', 'button']
const VARIANTS = JSON.stringify({ a: 'A', b: 'B' })

/** Evaluates a flag as a server in any language does that speaks OFREP. */
async function evaluateOnServer(baseUrl: string, flagKey: string): Promise<unknown> {
  const provider = new OFREPProvider({ baseUrl })
  // its types are not made for exact optional properties
  await OpenFeature.setProviderAndWait(provider as unknown as Provider)
  onTestFinished(() => OpenFeature.close())
  return OpenFeature.getClient().getStringValue(flagKey, '-', { targetingKey: 'server' })
}

it('reports what a page shows and a server evaluates, once, however often a batch arrives', {
  timeout: 120_000,
}, async () => {
  const port = await getPort({ host: '127.0.0.1' })
  const url = `http://127.0.0.1:${port}`
  const site = await serveFolder(await buildPage('exposures', url))
  onTestFinished(() => site.close())
  const launched = await launchBrowser()
  onTestFinished(() => launched.close())
  const { halyard } = await startOperatedService(port)
  for (const flagKey of FLAGS) {
    await halyard('flag', 'create', flagKey, '--variants', VARIANTS, '--default', 'a')
  }
  expect(await halyard('report', 'usage')).toMatch(/^Nothing is counted yet\./)

  const page = await launched.browser.newPage()
  await page.goto(site.origin)
  await page.evaluate(() => window.probe.ready({ timeoutMs: 10_000 }))
  const show = (flagKey: string) => page.evaluate((key) => window.probe.expose(key, '-'), flagKey)
  const sending = page.waitForRequest((request) => request.url() === `${url}/halyard/v1/tally`)
  await show('headline')
  const body = (await sending).postData() ?? ''
  const used = async (count: 'exposures' | 'evaluations') => {
    const { rows } = JSON.parse(await halyard('report', 'usage', '--json')) as {
      rows: readonly ({ flagKey: string; variant: string } & Record<typeof count, number>)[]
    }
    return rows.map((row) => `${row.flagKey} ${row.variant} ${row[count]}`)
  }
  await expect.poll(() => used('exposures'), { timeout: 20_000 }).toEqual(['headline a 1'])
  for (const _ of [1, 2]) {
    expect((await fetch(`${url}/halyard/v1/tally`, { method: 'POST', body })).status).toBe(204)
  }
  await show('button')
  await expect.poll(() => used('exposures'), { timeout: 20_000 }).toEqual(['button a 1', 'headline a 1'])

  expect(await halyard('report', 'who', 'headline')).toMatch(/^.*\n {2}u1 +a +1 +\S+ \S+ +\S+ \S+\n$/)
  expect(await halyard('report', 'customers', 'plan', '--csv')).toBe(
    'plan,flag,variant,exposures,targetingKeys\r\nteam,button,a,1,1\r\nteam,headline,a,1,1\r\n',
  )
  expect(body).not.toContain('u1@example.com')
  expect(await halyard('report', 'customers', 'email')).toMatch(/^2 exposures came without email\./)
  expect(await halyard('report', 'stale')).toMatch(/^No flag is judged, because exposures are counted since/)

  expect(await evaluateOnServer(url, 'headline')).toBe('A')
  await expect.poll(() => used('evaluations'), { timeout: 30_000 }).toContain('headline a 1')
})
