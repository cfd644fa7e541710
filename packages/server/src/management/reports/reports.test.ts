import type { InsightEntry } from '@halyard/protocol/wire'
import type { FlagSet } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { batchId, exposure } from '../../insights/testing/insights-store-contract.ts'
import { toggle } from '../../testing/flag-store-contract.ts'
import { type ManagementScene, manage } from '../testing/management-scene.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let batches = 0

function setUp() {
  const scene = manage({ flags: { checkout: toggle('off'), banner: toggle('on') } })
  /** Counts entries as if they had arrived so long ago. */
  const show = (agoMs: number, ...entries: readonly InsightEntry[]) => {
    batches += 1
    scene.insights.add({ id: batchId(batches), entries }, scene.nowMs - agoMs)
  }
  return { ...scene, show }
}

const shown = (targetingKey: string, plan: string, variant = 'on'): InsightEntry => ({
  ...exposure(variant),
  targetingKey,
  context: { plan },
})

/** Reads a report as a spreadsheet gets it. */
async function table(ask: ManagementScene['ask'], path: string): Promise<readonly string[]> {
  const { status, headers, body } = await ask(path, { headers: { Accept: 'text/csv' } })
  expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8; header=present'])
  return String(body).split('\r\n').slice(0, -1)
}

describe('the usage report', () => {
  it('tells exposures and evaluations by day, hour and period', async () => {
    const { ask, show, insights, nowMs } = setUp()
    show(DAY, exposure('on'), exposure('on', HOUR))
    show(0, exposure('off'))
    insights.addEvaluations([{ flagKey: 'banner', variant: 'on', count: 3 }], nowMs)
    const { body } = await ask('/reports/usage?by=day')
    expect(body).toMatchObject({ by: 'day', countedSinceMs: nowMs - DAY - HOUR })
    const count = (flagKey: string, variant: string, exposures: number, evaluations = 0) => ({
      flagKey,
      variant,
      exposures,
      evaluations,
    })
    expect(body.rows).toEqual([
      { fromMs: nowMs - 2 * DAY, ...count('checkout', 'on', 1) },
      { fromMs: nowMs - DAY, ...count('checkout', 'on', 1) },
      { fromMs: nowMs, ...count('banner', 'on', 0, 3) },
      { fromMs: nowMs, ...count('checkout', 'off', 1) },
    ])
    const hours = (await ask('/reports/usage?by=hour&flag=checkout&since=2026-11-29T22:30:00Z')).body
    expect(hours.sinceMs).toBe(Date.parse('2026-11-29T22:00:00Z'))
    expect(hours.rows.map(({ fromMs }: { fromMs: number }) => nowMs - fromMs)).toEqual([DAY + HOUR, DAY, 0])
    const all = (await ask('/reports/usage?since=2026-11-30T00:30:00Z')).body
    expect(all).toMatchObject({ by: 'period', sinceMs: nowMs - DAY })
    expect(all.rows).toEqual([
      { fromMs: nowMs - DAY, ...count('banner', 'on', 0, 3) },
      { fromMs: nowMs - DAY, ...count('checkout', 'off', 1) },
      { fromMs: nowMs - DAY, ...count('checkout', 'on', 1) },
    ])
    expect(await table(ask, '/reports/usage?flag=checkout&until=2026-12-01T00:00:00Z')).toEqual([
      'from,flag,variant,exposures,evaluations',
      '2026-11-29T00:00:00Z,checkout,on,1,0',
      '2026-11-30T00:00:00Z,checkout,on,1,0',
    ])
  })

  it('is refused where it would be too long', async () => {
    const { ask, insights, nowMs } = setUp()
    const counts = Array.from({ length: 10_001 }, (_, index) => ({
      flagKey: `flag ${index}`,
      variant: 'on',
      count: 1,
    }))
    insights.addEvaluations(counts.slice(1), nowMs)
    expect((await ask('/reports/usage')).body.rows).toHaveLength(10_000)
    insights.addEvaluations(counts.slice(0, 1), nowMs)
    expect(await ask('/reports/usage')).toMatchObject({
      status: 400,
      body: { error: { code: 'REPORT_TOO_LONG' } },
    })
  })
})

describe('the report of stale flags', () => {
  it('names those that nobody saw, and none that is young or was changed', async () => {
    const scene = setUp()
    const { ask, show, production } = scene
    const write = (nowMs: number, flags: FlagSet['flags']) =>
      production.write({ changes: { flags }, author: 'ada', action: 'replace', reason: '', nowMs })
    const { nowMs } = scene
    await write(nowMs - 50 * DAY, { unseen: toggle('on'), forgotten: toggle('on'), used: toggle('on') })
    await write(nowMs - 49 * DAY, { unseen: { ...toggle('on'), state: 'DISABLED' } })
    await write(nowMs - 3 * DAY, { young: toggle('on'), checkout: toggle('on') })
    show(45 * DAY, { ...exposure('on'), flagKey: 'forgotten' } as InsightEntry)
    show(0, { ...exposure('on'), flagKey: 'used' } as InsightEntry)
    scene.insights.addEvaluations([{ flagKey: 'banner', variant: 'on', count: 1 }], nowMs - 8 * DAY)
    const report = await ask('/reports/stale?days=40')
    expect(report.body).toMatchObject({ judged: 4, tooYoung: 2, countedSinceMs: nowMs - 45 * DAY })
    expect(report.body.rows).toEqual([
      {
        flagKey: 'unseen',
        state: 'DISABLED',
        lastSeenMs: null,
        createdAtMs: nowMs - 50 * DAY,
        changedAtMs: nowMs - 49 * DAY,
      },
      {
        flagKey: 'forgotten',
        state: 'ENABLED',
        lastSeenMs: nowMs - 45 * DAY,
        createdAtMs: nowMs - 50 * DAY,
        changedAtMs: nowMs - 50 * DAY,
      },
    ])
    expect(await table(ask, '/reports/stale?days=7')).toEqual([
      'flag,state,lastSeen,created,changed',
      'unseen,DISABLED,,2026-10-12T00:00:00Z,2026-10-13T00:00:00Z',
      'forgotten,ENABLED,2026-10-17T00:00:00Z,2026-10-12T00:00:00Z,2026-10-12T00:00:00Z',
      'banner,ENABLED,2026-11-23T00:00:00Z,,',
    ])
  })

  it('judges no flag before exposures have been counted for as long', async () => {
    const { ask, show } = setUp()
    expect((await ask('/reports/stale')).body).toMatchObject({ judged: 0, countedSinceMs: null, rows: [] })
    show(29 * DAY, exposure('on'))
    expect((await ask('/reports/stale')).body).toMatchObject({ judged: 0, rows: [] })
    expect((await ask('/reports/stale?days=29')).body.rows).toMatchObject([{ flagKey: 'banner' }])
  })
})

describe('the report of who was shown what', () => {
  it('goes from page to page, and says how much it knows', async () => {
    const { ask, show, nowMs } = setUp()
    show(HOUR, shown('u1', 'team'), shown('u2', 'team', 'off'), exposure('on'))
    show(0, shown('u1', 'team'))
    const first = await ask('/reports/who?flag=checkout&limit=1')
    expect(first.body).toMatchObject({
      flagKey: 'checkout',
      totals: { exposures: 4, withTargetingKey: 3 },
      rows: [
        {
          targetingKey: 'u1',
          variant: 'on',
          exposures: 2,
          firstAtMs: nowMs - HOUR,
          lastAtMs: nowMs,
        },
      ],
      next: 'u1',
    })
    const [, link = ''] = /^<(.+)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? []
    const second = await ask(`/reports/who${link}`)
    expect(second.body).toMatchObject({ rows: [{ targetingKey: 'u2', variant: 'off' }], next: null })
    expect(second.headers.get('link')).toBeNull()
    expect(await table(ask, '/reports/who?flag=checkout&after=u1')).toEqual([
      'targetingKey,variant,exposures,first,last',
      'u2,off,1,2026-11-30T23:00:00Z,2026-11-30T23:00:00Z',
    ])
  })
})

describe('the report of customers', () => {
  it('divides usage by an attribute', async () => {
    const { ask, show } = setUp()
    show(0, shown('u1', 'team'), shown('u2', 'team'), shown('u3', 'free', 'off'), exposure('on'))
    const { body } = await ask('/reports/customers?attribute=plan')
    expect(body).toMatchObject({ attribute: 'plan', totals: { exposures: 4, withTargetingKey: 3 } })
    expect(await table(ask, '/reports/customers?attribute=plan')).toEqual([
      'plan,flag,variant,exposures,targetingKeys',
      'free,checkout,off,1,1',
      'team,checkout,on,2,2',
    ])
    expect((await ask('/reports/customers?attribute=plan&flag=banner')).body.rows).toEqual([])
  })

  it('lets no page put a formula into a spreadsheet', async () => {
    const { ask, show } = setUp()
    const odd = ['=HYPERLINK("http://evil.test")', '+1', '-1', '@SUM(A1)', '\t=1', 'a,b\n"c"']
    show(0, ...odd.map((plan) => shown('u1', plan)))
    const { body } = await ask('/reports/customers?attribute=plan&format=csv')
    for (const cell of [`"'=HYPERLINK(""http://evil.test"")"`, "'+1", "'-1", "'@SUM(A1)", "'\t=1"]) {
      expect(body).toContain(`\r\n${cell},checkout,`)
    }
    expect(body).toContain('\r\n"a,b\n""c""",checkout,')
  })
})

it.each([
  ['/reports/usage?by=week', 'INVALID_INPUT', /"by" is none of/],
  ['/reports/usage?since=yesterday', 'INVALID_INPUT', /"since" is no instant/],
  ['/reports/usage?since=1700000000&until=1600000000', 'INVALID_INPUT', /"since" is not before "until"/],
  ['/reports/usage?format=xml', 'INVALID_INPUT', /"format" is neither/],
  ['/reports/usage?flag=chekout', 'FLAG_NOT_FOUND', /no flag chekout/],
  ['/reports/who', 'INVALID_INPUT', /\?flag=checkout/],
  ['/reports/who?flag=chekout', 'FLAG_NOT_FOUND', /no flag chekout/],
  ['/reports/who?flag=checkout&limit=0', 'INVALID_INPUT', /"limit" is no whole number/],
  ['/reports/customers', 'INVALID_INPUT', /\?attribute=plan/],
  ['/reports/stale?days=366', 'INVALID_INPUT', /"days" is no whole number from 1 to 365/],
  ['/halyard/v1/environments/staging/reports/stale', 'NOT_COUNTED', /Nothing is counted in staging/],
])('says what is wrong with %s', async (path, code, message) => {
  const { status, body } = await setUp().ask(path)
  expect([status >= 400 && status < 500, body.error.code]).toEqual([true, code])
  expect(body.error.message).toMatch(message)
})
