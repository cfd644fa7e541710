/** A terminal shows so many lines about one change; whoever wants all of them asks for JSON. */
const MAX_LINES = 50

/**
 * Leaves out what would only push the rest off a screen, and says how much that was.
 *
 * @example listSome(changes) // 50 of them, and '… and 9950 more, see --json'
 */
export function listSome(lines: readonly string[]): readonly string[] {
  const more = lines.length - MAX_LINES
  return more > 0 ? [...lines.slice(0, MAX_LINES), `… and ${more} more, see --json`] : lines
}
