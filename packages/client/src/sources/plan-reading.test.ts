import { beforeEach, expect, it } from 'vitest'
import { createReadingPlanner, type ReadingPlan, type ReadingPlanner } from './plan-reading.ts'
import type { ReadingEnd } from './read-service.ts'

let nowMs: number
let planner: ReadingPlanner

beforeEach(() => {
  nowMs = 0
  planner = createReadingPlanner(
    () => nowMs,
    () => 0.5,
  )
})

const cut: ReadingEnd = { error: 'cut' }
const silent: ReadingEnd = { error: 'silent', isSilent: true }
const noStream: ReadingEnd = { error: 'answered 404', isNoStream: true }

const plan = (...ends: readonly ReadingEnd[]): ReadingPlan[] => ends.map((end) => planner.plan(end))
const polls = (plans: readonly ReadingPlan[]): number[] => plans.map((next) => next.polls)

it('comes back to the stream after a failure, later each time', () => {
  expect(plan(cut, cut)).toEqual([
    { attempt: 1, polls: 0, delayMs: 500 },
    { attempt: 2, polls: 0, delayMs: 1000 },
  ])
})

it('counts failures anew once a stream has lasted as long as the longest wait before it', () => {
  plan(cut, cut, cut)
  planner.succeed()
  nowMs += 3999
  expect(plan(cut)).toMatchObject([{ attempt: 4 }])
  planner.succeed()
  nowMs += 8000
  expect(plan(cut)).toMatchObject([{ attempt: 1 }])
})

it('does not count the time of a connection that said nothing', () => {
  planner.succeed()
  plan(cut)
  nowMs += 3_600_000
  expect(plan(cut)).toMatchObject([{ attempt: 2 }])
})

it('comes back within the time that the service asked for', () => {
  expect(plan({ error: 'closed', retryWithinMs: 8000 })).toMatchObject([{ delayMs: 4000 }])
})

it('asks for a snapshot where there is no stream, and tries the stream again less and less', () => {
  for (const expected of [1, 2, 4, 8, 16, 16, 16]) {
    expect(plan(noStream)).toMatchObject([{ attempt: 1, polls: expected }])
    planner.polled()
  }
})

it('takes a second silent connection in a row for a proxy that holds streams back', () => {
  expect(polls(plan(silent, cut, silent, silent))).toEqual([0, 0, 0, 1])
})

it('needs no second silence where streams did not get through before', () => {
  plan(noStream)
  planner.polled()
  expect(polls(plan(silent))).toEqual([2])
})

it('forgets all of it with the first word of a stream', () => {
  plan(noStream)
  planner.polled()
  planner.succeed()
  expect(polls(plan(silent, noStream))).toEqual([0, 1])
})

it('goes back to the stream where snapshots cannot be had either: then the service is away', () => {
  expect(polls(plan(silent, silent))).toEqual([0, 1])
  expect(planner.plan(cut, true)).toEqual({ attempt: 3, polls: 0, delayMs: 2000 })
  expect(polls(plan(silent))).toEqual([0])
})
