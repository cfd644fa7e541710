/** An instant, in the reader's time zone; what no date can be as the number that it is. */
export function instantWords(atMs: number): string {
  return Number.isFinite(atMs) && Math.abs(atMs) <= 8.64e15
    ? new Date(atMs).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' })
    : String(atMs)
}
