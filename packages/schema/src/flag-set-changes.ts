import type { Flag, FlagMetadata, FlagSet, TargetingRule } from './flag-set.ts'
import { isJsonObject } from './json-value.ts'

/** What differs between two revisions of a flag set. `null` means removed; an absent part did not change. */
export interface FlagSetChanges {
  readonly flags?: { readonly [flagKey: string]: Flag | null }
  readonly $evaluators?: { readonly [name: string]: TargetingRule | null }
  /** The whole new set-level metadata, `null` where there is none any more. */
  readonly metadata?: FlagMetadata | null
  /** The new version of the bucketing, `null` where the set does not name it any more. */
  readonly 'x-bucketing'?: number | null
}

/** The parts of a flag set that change as a whole. */
const WHOLE_PARTS = ['metadata', 'x-bucketing'] as const

/**
 * Names what has to change to get from one flag set to another. Total, also for sets that nobody parsed: what is no
 * object of entries has none, what cannot be read is absent, and what cannot be written as JSON is always another value.
 *
 * @returns the changes, or `null` when both sets say the same.
 * @example diffFlagSets(before, after)?.flags // { checkout: {…}, banner: null }
 */
export function diffFlagSets(before: FlagSet, after: FlagSet): FlagSetChanges | null {
  const flags = diffEntries<Flag>(readPart(before, 'flags'), readPart(after, 'flags'))
  const $evaluators = diffEntries<TargetingRule>(
    readPart(before, '$evaluators'),
    readPart(after, '$evaluators'),
  )
  const whole = WHOLE_PARTS.filter((part) => !isSameJson(readPart(before, part), readPart(after, part)))
  if (!flags && !$evaluators && whole.length === 0) return null
  return {
    ...(flags && { flags }),
    ...($evaluators && { $evaluators }),
    ...Object.fromEntries(whole.map((part) => [part, readPart(after, part)])),
  }
}

/**
 * Applies changes without touching the set they are applied to: entry by entry to the flags and the shared rules, and as a
 * whole to every other part of the set that they speak of. The others stay.
 *
 * @returns the new set; throws only what reading the set or the changes throws.
 * @example applyFlagSetChanges(before, diffFlagSets(before, after)) // says the same as `after`
 */
export function applyFlagSetChanges(flagSet: FlagSet, changes: FlagSetChanges): FlagSet {
  const { flags, $evaluators, ...whole } = changes
  const next = applyEntries<unknown>({ ...flagSet }, whole) as unknown as {
    -readonly [part in keyof FlagSet]: FlagSet[part]
  }
  if (flags) next.flags = applyEntries(next.flags, flags)
  if ($evaluators) next.$evaluators = applyEntries(next.$evaluators, $evaluators)
  return next
}

type Entries<T> = { readonly [key: string]: T }

/** One entry of an object; `null` where there is none, or none that can be read. */
function readPart(entries: unknown, key: string): unknown {
  try {
    return isJsonObject(entries) && Object.hasOwn(entries, key) ? (entries[key] ?? null) : null
  } catch {
    // a getter or a proxy that nobody can rely on
    return null
  }
}

function keysOf(entries: unknown): readonly string[] {
  try {
    return isJsonObject(entries) ? Object.keys(entries) : []
  } catch {
    // as above
    return []
  }
}

function diffEntries<T>(before: unknown, after: unknown): Entries<T | null> | undefined {
  const keys = new Set([...keysOf(after), ...keysOf(before)])
  const changed = [...keys]
    .map((key): [string, T | null] => [key, readPart(after, key) as T | null])
    .filter(([key, value]) => !isSameJson(readPart(before, key), value))
  // fromEntries defines properties, so that a key named "__proto__" is an entry like any other
  return changed.length > 0 ? Object.fromEntries(changed) : undefined
}

function applyEntries<T>(entries: Entries<T> | undefined, changes: Entries<T | null>): Entries<T> {
  // a spread defines properties, as above
  const next: { [key: string]: T | null } = { ...entries, ...changes }
  for (const key of Object.keys(changes)) {
    if (next[key] === null) delete next[key]
  }
  return next as Entries<T>
}

function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b || a === null || b === null) return a === b
  try {
    return JSON.stringify(a) === JSON.stringify(b)
  } catch {
    // too deep or in a circle: to say "changed" costs a compilation, to say "the same" would lose the change
    return false
  }
}
