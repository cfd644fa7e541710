import { type Flag, type FlagSet, isJsonObject, lowerPrerequisites, lowerReleases } from '@halyard/schema'

/** Who is served: browsers, or servers that keep a secret. */
export type Audience = 'client' | 'server'

/** What says something to those who manage a flag, and nothing to those who evaluate it. */
const INTERNAL_PROPERTIES = ['x-management', 'x-archived', 'x-visibility'] as const

/**
 * Makes of flags as they were written what an audience is served: without flags that are archived, releases and
 * prerequisites lowered to targeting. Browsers get no flag whose `x-visibility` is `server`, so that a prerequisite on
 * one is never met there, and no shared rule that none of their flags needs.
 *
 * @param authored it is not changed, and the result shares its parts.
 * @returns the very set where all of it can be served as it is.
 * @example serveFlagSet(store.authored().flagSet, 'client')
 */
export function serveFlagSet(authored: FlagSet, audience: Audience = 'client'): FlagSet {
  const lowered = lowerPrerequisites(lowerReleases(withServedFlags(authored, audience)))
  return audience === 'client' ? withNeededRules(lowered) : lowered
}

function withServedFlags(flagSet: FlagSet, audience: Audience): FlagSet {
  const isInternal = (flag: Flag) => INTERNAL_PROPERTIES.some((name) => flag[name] !== undefined)
  if (!Object.values(flagSet.flags).some(isInternal)) return flagSet
  const served = Object.entries(flagSet.flags)
    .filter(([, flag]) => isServed(flag, audience))
    .map(([key, flag]) => [key, withoutInternals(flag)] as const)
  // fromEntries defines properties, so that a flag named "__proto__" is a flag like any other
  return { ...flagSet, flags: Object.fromEntries(served) }
}

function isServed(flag: Flag, audience: Audience): boolean {
  // whatever else stands there was meant to hide it
  const isPublic = flag['x-visibility'] === undefined || flag['x-visibility'] === 'client'
  return !flag['x-archived'] && (isPublic || audience === 'server')
}

function withoutInternals(flag: Flag): Flag {
  const {
    'x-management': _management,
    'x-archived': _archived,
    'x-visibility': _visibility,
    ...served
  } = flag
  return served
}

function withNeededRules(flagSet: FlagSet): FlagSet {
  const shared = flagSet.$evaluators
  if (!shared) return flagSet
  const needed = new Set<string>()
  const waiting: unknown[] = Object.values(flagSet.flags).map(({ targeting }) => targeting)
  const sharedCount = Object.keys(shared).length
  // most sets need all that they share, and that shows after a few flags
  while (waiting.length > 0 && needed.size < sharedCount) {
    const part = waiting.pop()
    if (typeof part !== 'object' || part === null) continue
    const name = isJsonObject(part) ? part.$ref : undefined
    if (typeof name === 'string' && Object.hasOwn(shared, name) && !needed.has(name)) {
      needed.add(name)
      waiting.push(shared[name])
    }
    // one by one: a list may have more elements than a call may have arguments
    for (const inner of Object.values(part)) waiting.push(inner)
  }
  const kept = Object.entries(shared).filter(([name]) => needed.has(name))
  if (kept.length === sharedCount) return flagSet
  const { $evaluators: _, ...rest } = flagSet
  return kept.length > 0 ? { ...rest, $evaluators: Object.fromEntries(kept) } : rest
}
