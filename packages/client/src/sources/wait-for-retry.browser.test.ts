import { expect, it } from 'vitest'
import { createFakeClock } from '../testing/fake-clock.ts'
import { waitForRetry } from './wait-for-retry.ts'

const comeBack = (): void => {
  window.dispatchEvent(new Event('online'))
  document.dispatchEvent(new Event('visibilitychange'))
}

/** What is over after each step. */
async function follow(waiting: Promise<void>, steps: readonly (() => void)[]): Promise<readonly boolean[]> {
  let isOver = false
  void waiting.then(() => {
    isOver = true
  })
  const seen: boolean[] = []
  for (const step of steps) {
    step()
    await Promise.resolve()
    await Promise.resolve()
    seen.push(isOver)
  }
  return seen
}

it('waits for its time, or until network or user come back', async () => {
  const clock = createFakeClock()
  const signal = new AbortController().signal
  const steps = [() => clock.advance(999), () => clock.advance(1)]
  expect(await follow(waitForRetry(1000, clock, signal), steps)).toEqual([false, true])
  expect(await follow(waitForRetry(1000, clock, signal), [comeBack])).toEqual([true])
  expect(clock.delaysMs).toEqual([])
})

it('lets nobody but its owner cut short what the server asked for', async () => {
  const clock = createFakeClock()
  const closing = new AbortController()
  const steps = [comeBack, () => clock.advance(5000), comeBack]
  expect(await follow(waitForRetry(1000, clock, closing.signal, 5000), steps)).toEqual([false, false, true])
  const owned = waitForRetry(1000, clock, closing.signal, 5000)
  expect(await follow(owned, [comeBack, () => closing.abort()])).toEqual([false, true])
  expect(clock.delaysMs).toEqual([])
})

it('is over at once for an owner that has gone', async () => {
  const clock = createFakeClock()
  await waitForRetry(1000, clock, AbortSignal.abort())
  expect(clock.delaysMs).toEqual([])
})
