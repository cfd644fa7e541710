import { ENDPOINTS, type InsightEntry } from '@halyard/protocol/wire'
import type { FlagSet } from '@halyard/schema'
import { openSqliteInsights, openSqliteStore } from '@halyard/server'
import { describe, expect, it } from 'vitest'
import { operateService } from '../testing/operate-service.ts'
import { runHere } from '../testing/run-here.ts'

const DAY = 86_400_000

const toggle = { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' } as const
const flagSet: FlagSet = { flags: { checkout: toggle, banner: toggle } }

const shown = (targetingKey: string, plan: string, variant = 'on'): InsightEntry => ({
  type: 'exposure',
  flagKey: 'checkout',
  variant,
  targetingKey,
  context: { plan },
  ageMs: 0,
})

/** A service, and reports of it that this process asks for. */
async function operate(words: readonly string[] = [], prepare?: (database: string) => void) {
  const { url, variables } = await operateService(flagSet, words, prepare)
  const report = (...asked: readonly string[]) => runHere(['report', ...asked], variables, Date.now())
  return { url, report }
}

/** Sends a batch as a page does. */
async function send(url: string, entries: readonly InsightEntry[]): Promise<void> {
  const body = JSON.stringify({ id: 'batch-0000000000000001', entries })
  const { status } = await fetch(url + ENDPOINTS.insights, { method: 'POST', body })
  expect(status).toBe(204)
}

/** The lines of an output, what is aligned with blanks put together. */
const lines = (output: string) =>
  output
    .trimEnd()
    .split('\n')
    .map((line) => line.trim().replace(/ {2,}/g, ' | '))

describe('halyard report', { timeout: 60_000 }, () => {
  it('tells how often flags were shown, to whom, and to which customers', async () => {
    const { report, url } = await operate()
    await send(url, [shown('u1', 'team'), shown('u2', '=1+1', 'off'), shown('u3', 'team')])
    const asked = await fetch(`${url}/ofrep/v1/evaluate/flags/banner`, {
      method: 'POST',
      body: JSON.stringify({ context: { targetingKey: 'server' } }),
    })
    expect(asked.status).toBe(200)
    const usage = lines((await report('usage', '--flag', 'checkout')).output)
    const [, day = ''] = /^(\d{4}-\d\d-\d\d) /.exec(usage[1] ?? '') ?? []
    expect(usage).toEqual([
      'from (UTC) | flag | variant | exposures | evaluations',
      `${day} | checkout | off | 1 | 0`,
      `${day} | checkout | on | 2 | 0`,
    ])
    const who = lines((await report('who', 'checkout', '--limit', '2')).output)
    expect(who.slice(1)).toEqual([
      expect.stringMatching(/^u1 \| on \| 1 \| \d{4}-.* \| \d{4}-/),
      expect.stringMatching(/^u2 \| off \| 1 \|/),
      '… there is more: add --after u2',
    ])
    expect((await report('who', 'checkout', '--after', 'u2')).output).toMatch(/^.*\n {2}u3 [^\n]*$/)
    expect(lines((await report('customers', 'plan')).output)).toEqual([
      'plan | flag | variant | exposures | targeting keys',
      '=1+1 | checkout | off | 1 | 1',
      'team | checkout | on | 2 | 2',
    ])
    const csv = await report('customers', 'plan', '--csv', '--limit', '1')
    expect(csv).toEqual({
      exitCode: 0,
      output: "plan,flag,variant,exposures,targetingKeys\r\n'=1+1,checkout,off,1,1\r",
      errors: "there is more: add --after '=1+1'",
    })
    const json = await report('usage', '--by', 'hour', '--json', '--since', day)
    expect(JSON.parse(json.output)).toMatchObject({ by: 'hour', sinceMs: Date.parse(day) })
  })

  it('names flags that nobody sees any more', async () => {
    const nowMs = Date.now()
    const { report } = await operate([], (path) => {
      const store = openSqliteStore({ path })
      store.replaceFlagSet(flagSet, { author: 'ada', nowMs: nowMs - 50 * DAY })
      void store.close()
      const insights = openSqliteInsights({ path })
      const add = (id: number, agoMs: number, flagKey: string) =>
        insights.add(
          {
            id: `batch-000000000000000${id}`,
            entries: [{ ...shown('u1', 'team'), flagKey } as InsightEntry],
          },
          nowMs - agoMs,
        )
      add(1, 45 * DAY, 'banner')
      add(2, 0, 'checkout')
      insights.close()
    })
    const [header, banner, ...rest] = lines((await report('stale')).output)
    expect(header).toBe('flag | state | last seen | created | changed')
    const day = (agoDays: number) => new Date(nowMs - agoDays * DAY).toISOString().slice(0, 10)
    expect(banner).toBe(`banner | enabled | ${day(45)} | ${day(50)} | ${day(50)}`)
    expect(rest.join(' ')).toMatch(/^ Nobody saw 1 of 2 flags in the last 30 days\. Before you remove one:/)
    expect((await report('stale', '--days', '44', '--csv')).output).toMatch(/\r\nbanner,ENABLED,.*\r$/)
    expect((await report('stale', '--days', '60')).output).toMatch(
      /only, and not for 60 days\. Ask with --days 45\./,
    )
  })

  it('says why there is nothing to tell, and what to write into the page', async () => {
    const { report, url } = await operate(['--keep-records', '0'])
    const told = async (...words: readonly string[]) => {
      const { exitCode, output } = await report(...words)
      expect(exitCode).toBe(0)
      return output
    }
    expect(await told('usage')).toMatch(/^Nothing is counted yet\. Pages send exposures where/)
    expect(await told('stale')).toMatch(/^No flag is judged, because nothing is counted yet/)
    expect(await told('usage')).toContain(
      `const url = '${url}'\n  const exposures = recordExposures({ url })\n`,
    )
    await send(url, [shown('u1', 'team')])
    expect(await told('usage', '--until', '2026-01-02', '--since', '2026-01-01')).toMatch(
      /^Nothing was counted since/,
    )
    expect(await told('stale')).toMatch(/Ask again tomorrow with --days 1/)
    expect(await told('who', 'checkout')).toContain("recordExposures({ url, sendContext: ['targetingKey'] })")
    expect(await told('customers', 'plan')).toContain("sendContext: ['targetingKey', 'plan']")
    const refused = await report('who', 'chekout', '--csv')
    expect([refused.exitCode, refused.output]).toEqual([1, ''])
    expect(refused.errors).toMatch(/no flag chekout/)
  })
})
