/**
 * Something wrong in a flag set, with its place and its remedy.
 *
 * - `error`: the part at `pointer` cannot be used; the flag it belongs to is left out, or the set is rejected.
 * - `warning`: the part evaluates, but not as its author can have meant it.
 */
export interface FlagSetIssue {
  readonly severity: 'error' | 'warning'
  /** RFC 6901 JSON pointer to the place, `""` for the whole document. */
  readonly pointer: string
  /** What stands there, shortened to at most 80 characters. */
  readonly found: string
  /** What would be valid there. */
  readonly expected: string
  /** What to do about it, as an imperative sentence. */
  readonly fix: string
}
