import { beforeEach, expect, it } from 'vitest'
import { createReadingPlanner, type ReadingPlan, type ReadingPlanner } from './plan-reading.ts'
import type { ReadingEnd } from './read-service.ts'

let nowMs: number
let planner: ReadingPlanner

beforeEach(() => {
  nowMs = 0
  planner = createReadingPlanner({ pollIntervalMs: 10_000, now: () => nowMs, random: () => 0.5 })
})

const cut: ReadingEnd = { error: 'cut' }
const silent: ReadingEnd = { error: 'silent', isSilent: true }
const noStream: ReadingEnd = { error: 'answered 404', isNoStream: true }
const polled: ReadingEnd = {}

const plan = (...ends: readonly ReadingEnd[]): ReadingPlan[] => ends.map((end) => planner.plan(end))
const endpoints = (plans: readonly ReadingPlan[]): string[] => plans.map(({ endpoint }) => endpoint)

it('comes back to the stream after a failure, later each time', () => {
  expect(plan(cut, cut)).toEqual([
    { endpoint: 'stream', startOver: false, delayMs: 500, lost: { attempt: 1, error: 'cut' } },
    { endpoint: 'stream', startOver: false, delayMs: 1000, lost: { attempt: 2, error: 'cut' } },
  ])
})

it('counts failures anew once a stream has lasted as long as the longest wait before it', () => {
  plan(cut, cut, cut)
  planner.succeed()
  nowMs += 3999
  expect(plan(cut)).toMatchObject([{ lost: { attempt: 4 } }])
  planner.succeed()
  nowMs += 8000
  expect(plan(cut)).toMatchObject([{ lost: { attempt: 1 } }])
})

it('does not count the time of a connection that said nothing', () => {
  planner.succeed()
  plan(cut)
  nowMs += 3_600_000
  expect(plan(cut)).toMatchObject([{ lost: { attempt: 2 } }])
})

it('passes on what the service asked for', () => {
  expect(plan({ error: 'closed', retryWithinMs: 8000 })).toMatchObject([{ delayMs: 4000 }])
  expect(plan({ error: 'busy', retryAfterMs: 9000 })).toMatchObject([{ delayMs: 1000, retryAfterMs: 9000 }])
  expect(plan({ error: 'damaged', startOver: true })).toMatchObject([{ startOver: true }])
})

it('asks for a snapshot at once where there is no stream, says so once, and tries the stream again less and less', () => {
  const [first] = plan(noStream)
  expect(first).toEqual({
    endpoint: 'snapshot',
    startOver: false,
    delayMs: 0,
    lost: { attempt: 1, error: 'answered 404; it is asked for snapshots every 10 s instead' },
    isStreamRefused: true,
  })
  const rounds: number[] = []
  for (let round = 1; round <= 7; round += 1) {
    let polls = 1
    for (let next = planner.plan(polled); next.endpoint === 'snapshot'; next = planner.plan(polled)) {
      expect(next).toEqual({ endpoint: 'snapshot', startOver: false, delayMs: 10_000 })
      polls += 1
    }
    rounds.push(polls)
    expect(plan(noStream)).toEqual([{ endpoint: 'snapshot', startOver: false, delayMs: 0 }])
  }
  expect(rounds).toEqual([1, 2, 4, 8, 16, 16, 16])
})

it('spreads its polls by a fifth', () => {
  let dice = 0
  planner = createReadingPlanner({ pollIntervalMs: 10_000, now: () => nowMs, random: () => dice })
  plan(noStream)
  expect(plan(polled)).toMatchObject([{ delayMs: 8000 }])
  plan(noStream)
  dice = 0.999
  expect(plan(polled)[0]?.delayMs).toBeCloseTo(12_000, -1)
})

it('takes a second silent connection in a row for a proxy that holds streams back', () => {
  expect(endpoints(plan(silent, cut, silent, silent))).toEqual(['stream', 'stream', 'stream', 'snapshot'])
})

it('needs no second silence where streams did not get through before', () => {
  expect(endpoints(plan(noStream, polled, silent))).toEqual(['snapshot', 'stream', 'snapshot'])
})

it('forgets all of it with the first word of a stream', () => {
  plan(noStream, polled)
  planner.succeed()
  expect(endpoints(plan(silent))).toEqual(['stream'])
  expect(plan(noStream)).toMatchObject([{ isStreamRefused: true }])
})

it('goes back to the stream where snapshots cannot be had either: then the service is away', () => {
  expect(endpoints(plan(silent, silent, cut, silent))).toEqual(['stream', 'snapshot', 'stream', 'stream'])
})
