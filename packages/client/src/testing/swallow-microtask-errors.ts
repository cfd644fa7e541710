import { onTestFinished, vi } from 'vitest'

/**
 * Catches what is thrown again in microtasks, which would end the test run, until the test is over.
 *
 * @returns what was caught so far.
 */
export function swallowMicrotaskErrors(): readonly unknown[] {
  const thrown: unknown[] = []
  vi.stubGlobal('queueMicrotask', (callback: () => void) => {
    try {
      callback()
    } catch (error) {
      thrown.push(error)
    }
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  return thrown
}
