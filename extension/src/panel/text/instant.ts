/** An instant in the reader's time zone; what no date can be as the number that it is. */
export function instantText(atMs: number): string {
  const date = new Date(atMs)
  return Number.isNaN(date.getTime())
    ? String(atMs)
    : date.toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })
}
