/** Two or three digits, which is more than a run can tell apart; – where nothing was measured. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–'
  if (value >= 1000) return Math.round(value).toLocaleString('en')
  if (value >= 100) return value.toFixed(0)
  if (value >= 10) return value.toFixed(1)
  return value >= 0.1 || value === 0 ? value.toFixed(2) : value.toPrecision(1)
}

/** A size, in thousands of bytes. */
export function describeBytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(2)} kB`
}
