/** An instant as a spreadsheet reads it; nothing where there was none. @example instant(0) // '1970-01-01T00:00:00Z' */
export function instant(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString().replace('.000', '')
}
