/** The last things of many. */
export interface BoundedRing<T> {
  push(item: T): void
  /** Oldest first. Costs as much as there is. */
  items(): readonly T[]
  /** How many had to make room since the ring was created or cleared. */
  readonly dropped: number
  clear(): void
}

/**
 * Creates a ring that keeps the last `capacity` things that were pushed.
 *
 * @param capacity Minimum: 1.
 * @example
 * const ring = createBoundedRing<string>(2)
 * for (const word of ['a', 'b', 'c']) ring.push(word)
 * ring.items() // ['b', 'c'], and one was dropped
 */
export function createBoundedRing<T>(capacity: number): BoundedRing<T> {
  let kept: T[] = []
  let next = 0
  let dropped = 0
  return {
    push(item) {
      if (kept.length < capacity) {
        kept.push(item)
        return
      }
      kept[next] = item
      next = (next + 1) % capacity
      dropped += 1
    },
    items: () => [...kept.slice(next), ...kept.slice(0, next)],
    get dropped() {
      return dropped
    },
    clear() {
      kept = []
      next = 0
      dropped = 0
    },
  }
}
