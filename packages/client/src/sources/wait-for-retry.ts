import type { Clock } from '../clock.ts'

/**
 * Waits, but no longer than it makes sense: it is over at once when the network comes back, when the user comes back
 * to the page, and when the signal is aborted. Never rejects.
 *
 * @param retryAfterMs what the server asked to wait, in milliseconds: it comes before the delay, and neither the
 * network nor the user cuts it short.
 */
export function waitForRetry(
  delayMs: number,
  clock: Clock,
  signal: AbortSignal,
  retryAfterMs = 0,
): Promise<void> {
  return new Promise((resolve) => {
    const patientUntilMs = clock.now() + retryAfterMs
    const ended = new AbortController()
    const end = (): void => {
      cancel()
      ended.abort()
      resolve()
    }
    const wakeUp = (): void => {
      if (clock.now() >= patientUntilMs) end()
    }
    const cancel = clock.schedule(end, retryAfterMs + delayMs)
    const listening = { signal: ended.signal }
    signal.addEventListener('abort', end, listening)
    globalThis.addEventListener?.('online', wakeUp, listening)
    globalThis.document?.addEventListener(
      'visibilitychange',
      () => document.visibilityState === 'visible' && wakeUp(),
      listening,
    )
    if (signal.aborted || retryAfterMs + delayMs === 0) end()
  })
}
