import { type ReadonlySignal, signal } from '@preact/signals'

const STORAGE_KEY = 'halyard:starred-flags'
/** The most origins that are remembered; those that were starred longest ago go first. */
const MAX_ORIGINS = 100
const MAX_STARS = 500
const MAX_KEY_LENGTH = 500

/** The flags that a person wants to find again, for each origin. */
export interface StarredFlags {
  /** Counts changes: read it to be told of the next one. */
  readonly version: ReadonlySignal<number>
  of(origin: string): ReadonlySet<string>
  toggle(origin: string, flagKey: string): void
}

/**
 * Reads what was starred before. What cannot be stored holds until the panel closes.
 *
 * @param storage `null` where the browser keeps nothing for the panel.
 */
export function createStarredFlags(storage: Pick<Storage, 'getItem' | 'setItem'> | null): StarredFlags {
  const version = signal(0)
  const origins = readStars(storage)
  const none = new Set<string>()

  function keep(): void {
    const record = [...origins].slice(-MAX_ORIGINS).map(([origin, stars]) => [origin, [...stars]])
    try {
      storage?.setItem(STORAGE_KEY, JSON.stringify(record))
    } catch {
      // Full, or denied meanwhile.
    }
  }

  return {
    version,
    of: (origin) => origins.get(origin) ?? none,
    toggle(origin, flagKey) {
      const stars = new Set(origins.get(origin))
      if (!stars.delete(flagKey) && stars.size < MAX_STARS && flagKey.length <= MAX_KEY_LENGTH)
        stars.add(flagKey)
      origins.delete(origin)
      if (stars.size > 0) origins.set(origin, stars)
      version.value += 1
      keep()
    },
  }
}

/** The origin of a page's address; all addresses without one are one. */
export function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'null'
}

function readStars(storage: Pick<Storage, 'getItem'> | null): Map<string, ReadonlySet<string>> {
  const stars = new Map<string, ReadonlySet<string>>()
  try {
    const record: unknown = JSON.parse(storage?.getItem(STORAGE_KEY) ?? '[]')
    for (const [origin, keys] of record as [string, string[]][]) stars.set(String(origin), new Set(keys))
  } catch {
    // Denied, or written by something else: then the next star begins anew.
  }
  return stars
}
