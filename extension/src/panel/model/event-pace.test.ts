import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createEventPace, MAX_EVENTS } from './event-pace.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('asks for more when half of the events are taken, once, and later where the page tells too much', () => {
  const asked: number[] = []
  const pace = createEventPace((maxEvents) => asked.push(maxEvents))
  const take = (): void => {
    for (let count = 0; count < MAX_EVENTS; count += 1) pace.took()
  }
  for (let count = 1; count < MAX_EVENTS / 2; count += 1) pace.took()
  vi.runAllTimers()
  expect(asked).toEqual([])
  take()
  vi.advanceTimersByTime(20)
  expect(asked).toEqual([MAX_EVENTS])
  pace.caughtUp(5_000)
  take()
  vi.advanceTimersByTime(999)
  expect(asked).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(asked).toHaveLength(2)
  take()
  pace.close()
  vi.runAllTimers()
  expect(asked).toHaveLength(2)
})
