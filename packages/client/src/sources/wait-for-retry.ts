import type { Clock } from '../clock.ts'

/**
 * Waits, but no longer than it makes sense: it is over at once when the network comes back, when the user comes back
 * to the page, and when the signal is aborted. Never rejects.
 */
export function waitForRetry(delayMs: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const ended = new AbortController()
    const end = (): void => {
      cancel()
      ended.abort()
      resolve()
    }
    const cancel = clock.schedule(end, delayMs)
    const listening = { signal: ended.signal }
    signal.addEventListener('abort', end, listening)
    globalThis.addEventListener?.('online', end, listening)
    globalThis.document?.addEventListener(
      'visibilitychange',
      () => document.visibilityState === 'visible' && end(),
      listening,
    )
    if (signal.aborted) end()
  })
}
