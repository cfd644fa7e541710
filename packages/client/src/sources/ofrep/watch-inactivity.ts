import type { Clock } from '../../clock.ts'

/** Who wants to know whether anybody sees the page. */
export interface InactivityOptions {
  readonly clock: Clock
  /** How long the page may be hidden, in milliseconds; asked for when it is hidden. */
  delayMs(): number
  onInactive(): void
  /** Called when the page is shown after {@link onInactive}. */
  onActive(): void
}

/**
 * Tells when a page was hidden for long, and when it is seen again. Where there is no page, it is always seen.
 *
 * @returns a function that ends it.
 */
export function watchInactivity({ clock, delayMs, onInactive, onActive }: InactivityOptions): () => void {
  const page = globalThis.document
  let inactive = false
  let cancel = (): void => undefined
  const look = (): void => {
    cancel()
    if (page?.visibilityState === 'hidden') {
      cancel = clock.schedule(() => {
        inactive = true
        onInactive()
      }, delayMs())
    } else if (inactive) {
      inactive = false
      onActive()
    }
  }
  page?.addEventListener('visibilitychange', look)
  look()
  return () => {
    cancel()
    page?.removeEventListener('visibilitychange', look)
  }
}
