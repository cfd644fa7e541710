import { isJsonObject } from '@halyard/schema'
import { type ReadonlySignal, signal } from '@preact/signals'
import type { PanelStorage, StoredDocument } from '../storage/panel-storage.ts'

/** The most origins that are remembered; those that were starred longest ago go first. */
export const MAX_STARRED_ORIGINS = 100
const MAX_STARS = 200
const MAX_KEY_LENGTH = 200

/** The flags that a person wants to find again, for each origin. */
export interface StarredFlags {
  /** Counts changes: read it to be told of the next one. */
  readonly version: ReadonlySignal<number>
  of(origin: string): ReadonlySet<string>
  /** Stars a flag, or takes its star off. What cannot be kept holds until the panel closes. */
  toggle(origin: string, flagKey: string): Promise<void>
}

interface OriginStars {
  readonly origin: string
  readonly flagKeys: readonly string[]
}

const STARS: StoredDocument<readonly OriginStars[]> = {
  key: 'starred-flags',
  version: 1,
  parse: (value) => (Array.isArray(value) ? value.filter(isOriginStars) : null),
}

const NONE: ReadonlySet<string> = new Set()

/** Reads what was starred before, and keeps what is starred from now on. */
export function createStarredFlags(storage: PanelStorage): StarredFlags {
  const version = signal(0)
  let origins = new Map<string, ReadonlySet<string>>()

  function take(stars: readonly OriginStars[]): void {
    origins = new Map(stars.map(({ origin, flagKeys }) => [origin, new Set(flagKeys)]))
    version.value += 1
  }

  void storage.read(STARS).then((stars) => {
    // What was starred meanwhile has been read along with the rest.
    if (stars && version.value === 0) take(stars)
  })
  return {
    version,
    of: (origin) => origins.get(origin) ?? NONE,
    async toggle(origin, flagKey) {
      // Another DevTools window may have written since.
      const stars = (await storage.read(STARS)) ?? listOf(origins)
      const before = stars.find((candidate) => candidate.origin === origin)?.flagKeys ?? []
      const others = stars.filter((candidate) => candidate.origin !== origin)
      const flagKeys = before.includes(flagKey)
        ? before.filter((key) => key !== flagKey)
        : [...before, flagKey].slice(-MAX_STARS)
      const next = flagKeys.length > 0 ? [...others, { origin, flagKeys }] : others
      take(next.slice(-MAX_STARRED_ORIGINS))
      if (flagKey.length <= MAX_KEY_LENGTH) await storage.write(STARS, listOf(origins))
    },
  }
}

/** The origin of a page's address; all addresses without one are one. */
export function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : 'null'
}

function listOf(origins: ReadonlyMap<string, ReadonlySet<string>>): readonly OriginStars[] {
  return [...origins].map(([origin, flagKeys]) => ({ origin, flagKeys: [...flagKeys] }))
}

function isOriginStars(value: unknown): value is OriginStars {
  return (
    isJsonObject(value) &&
    typeof value.origin === 'string' &&
    Array.isArray(value.flagKeys) &&
    value.flagKeys.every((flagKey) => typeof flagKey === 'string')
  )
}
