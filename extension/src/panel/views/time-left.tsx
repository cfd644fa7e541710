import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { timeLeft } from '../model/override-span.ts'
import { leftText } from '../text/override.ts'

/** The longest delay that a timer of the browser takes. */
const LONGEST_DELAY_MS = 2 ** 31 - 1

/** How much time an override has left, kept up to date. */
export function TimeLeft({ expiresAtMs }: { expiresAtMs: number }) {
  const now = useSignal(Date.now())
  const { text, nextMs } = timeLeft(expiresAtMs - now.value)
  useEffect(() => {
    if (nextMs === Number.POSITIVE_INFINITY) return
    const timer = setTimeout(
      () => {
        now.value = Date.now()
      },
      Math.min(nextMs, LONGEST_DELAY_MS),
    )
    return () => clearTimeout(timer)
  })
  return <time dateTime={isoText(expiresAtMs)}>{leftText(text)}</time>
}

/** A page can name an instant that no date has. */
function isoText(instantMs: number): string {
  const date = new Date(instantMs)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString()
}
