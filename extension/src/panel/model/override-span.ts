/** How long an override is to hold: until it is reset, a while, the end of the day, or an instant in ms since 1970. */
export type OverrideSpan = 'reset' | 'quarter' | 'hour' | 'tonight' | number

const MINUTE_MS = 60_000

/** Who has ten years left has no end in sight. */
const LONGEST_MS = 10 * 365 * 24 * 60 * MINUTE_MS

/**
 * The instant at which an override ends that is made now, in milliseconds since 1970; `undefined` for never.
 *
 * @example spanEnd('quarter', Date.now())
 */
export function spanEnd(span: OverrideSpan, nowMs: number): number | undefined {
  if (span === 'reset') return undefined
  if (span === 'quarter') return nowMs + 15 * MINUTE_MS
  if (span === 'hour') return nowMs + 60 * MINUTE_MS
  if (span === 'tonight') return new Date(nowMs).setHours(24, 0, 0, 0)
  return span
}

/** An instant as the value of a field for date and time, in this machine's time zone, without seconds. */
export function fieldText(instantMs: number): string {
  const offsetMs = new Date(instantMs).getTimezoneOffset() * MINUTE_MS
  return new Date(instantMs - offsetMs).toISOString().slice(0, 16)
}

/**
 * Says how much time is left, rounded up so that it never says less than there is, and when the text is another one.
 *
 * @returns `nextMs`, the milliseconds until then. `Infinity`: never.
 * @example timeLeft(840_000) // { text: '14 min', nextMs: 60_000 }
 */
export function timeLeft(leftMs: number): { readonly text: string; readonly nextMs: number } {
  const forever = { text: '∞', nextMs: Number.POSITIVE_INFINITY }
  // A page may name any number as an instant.
  if (!(leftMs < LONGEST_MS)) return forever
  const units = [
    [1_000, 's', 90 * 1_000],
    [MINUTE_MS, 'min', 90 * MINUTE_MS],
    [60 * MINUTE_MS, 'h', 48 * 60 * MINUTE_MS],
    [24 * 60 * MINUTE_MS, 'd', LONGEST_MS],
  ] as const
  const rest = Math.max(0, leftMs)
  for (const [unitMs, name, below] of units) {
    if (rest > below) continue
    const amount = Math.ceil(rest / unitMs)
    const nextMs = amount === 0 ? Number.POSITIVE_INFINITY : rest - (amount - 1) * unitMs
    return { text: `${amount} ${name}`, nextMs }
  }
  return forever
}
