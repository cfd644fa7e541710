/** How many frames load at once: few, so that the first are there early. */
export const LOADING_AT_ONCE = 8

/** What is known of the cells of a sheet, by their keys. */
export interface MountingRequest {
  /** All cells, in the order of the sheet. */
  readonly keys: readonly string[]
  /** Those that have a frame now. */
  readonly mounted: ReadonlySet<string>
  /** Whether a cell is in sight, or nearly. */
  isNear(key: string): boolean
  /** Whether a cell has to be looked at once, also out of sight. */
  isDue(key: string): boolean
  /** Whether a cell that has a frame is still waiting for its page. */
  isLoading(key: string): boolean
}

/**
 * Chooses the cells that have a frame: those in sight, and of the others those that are due, a few at a time.
 *
 * @returns the same set where nothing changes.
 */
export function chooseMounted(request: MountingRequest): ReadonlySet<string> {
  const { keys, mounted, isNear, isDue, isLoading } = request
  const isWanted = (key: string): boolean => isNear(key) || isDue(key)
  const kept = keys.filter((key) => mounted.has(key) && isWanted(key))
  const room = Math.max(0, LOADING_AT_ONCE - kept.filter(isLoading).length)
  const waiting = keys.filter((key) => !mounted.has(key) && isWanted(key))
  const inOrder = [...waiting.filter(isNear), ...waiting.filter((key) => !isNear(key))]
  const next = new Set([...kept, ...inOrder.slice(0, room)])
  return next.size === mounted.size && [...next].every((key) => mounted.has(key)) ? mounted : next
}
