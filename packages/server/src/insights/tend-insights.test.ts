import { expect, it } from 'vitest'
import { ofrepScene } from '../ofrep/testing/ofrep-scene.ts'
import { createMemoryInsights } from './memory-insights.ts'
import { batchId, exposure } from './testing/insights-store-contract.ts'

const HOUR = 3_600_000
const always = { sinceMs: 0, untilMs: 1e13 }
const context = { context: { targetingKey: 'u1', plan: 'crew' } }

it('counts what the service evaluates for those who ask for one flag', async () => {
  const insights = createMemoryInsights()
  const { evaluate, timers } = ofrepScene({ insights })
  for (const flagKey of ['static', 'targeted', 'static', 'disabled', 'no such flag', 'no variant']) {
    await evaluate(context, flagKey)
  }
  await evaluate({}, 'static')
  await evaluate(context)
  expect(insights.usage(always)).toEqual([])
  timers.advance(10_000)
  const counts = [
    { fromMs: 0, flagKey: 'static', variant: 'on', exposures: 0, evaluations: 2 },
    { fromMs: 0, flagKey: 'targeted', variant: 'crew', exposures: 0, evaluations: 1 },
  ]
  expect(insights.usage(always)).toEqual(counts)
  timers.advance(10_000)
  expect(insights.usage(always)).toEqual(counts)
})

it('hands over what it has when the service closes', async () => {
  const insights = createMemoryInsights()
  const { evaluate, service, timers } = ofrepScene({ insights })
  await evaluate(context, 'static')
  service.close()
  expect(insights.usage(always)).toMatchObject([{ evaluations: 1 }])
  expect(timers.pending).toBe(0)
})

it('tells of evaluations that the store does not take, and keeps them for the next time', async () => {
  const insights = createMemoryInsights()
  const problems: string[] = []
  let isFull = true
  const { evaluate, timers } = ofrepScene({
    insights: {
      ...insights,
      addEvaluations(counts, nowMs) {
        if (isFull) throw new Error('disk full')
        insights.addEvaluations(counts, nowMs)
      },
    },
    onProblem: ({ message }) => problems.push(message),
  })
  await evaluate(context, 'static')
  timers.advance(10_000)
  expect(problems).toEqual(['evaluations are not counted yet: disk full'])
  isFull = false
  await evaluate(context, 'static')
  timers.advance(10_000)
  expect(insights.usage(always)).toMatchObject([{ evaluations: 2 }])
})

it('has old records forgotten, also where no page sends anything any more', () => {
  const insights = createMemoryInsights({ recordRetentionMs: HOUR })
  const old = { id: batchId(1), entries: [exposure('on')] }
  let nowMs = 5 * HOUR
  insights.add(old, nowMs - HOUR + 1)
  const { timers } = ofrepScene({ insights, now: () => nowMs })
  expect(insights.records(always)).toHaveLength(1)
  nowMs += HOUR
  timers.advance(HOUR)
  expect(insights.records(always)).toEqual([])
})
