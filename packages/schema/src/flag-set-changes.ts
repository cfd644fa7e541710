import type { Flag, FlagMetadata, FlagSet, TargetingRule } from './flag-set.ts'

/** What differs between two revisions of a flag set. `null` means removed; an absent part did not change. */
export interface FlagSetChanges {
  readonly flags?: { readonly [flagKey: string]: Flag | null }
  readonly $evaluators?: { readonly [name: string]: TargetingRule | null }
  /** The whole new set-level metadata, `null` where there is none any more. */
  readonly metadata?: FlagMetadata | null
}

/**
 * Names what has to change to get from one flag set to another.
 *
 * @returns the changes, or `null` when both sets say the same.
 * @example diffFlagSets(before, after)?.flags // { checkout: {…}, banner: null }
 */
export function diffFlagSets(before: FlagSet, after: FlagSet): FlagSetChanges | null {
  const flags = diffEntries(before.flags, after.flags)
  const evaluators = diffEntries(before.$evaluators ?? {}, after.$evaluators ?? {})
  const metadataChanged = !isSameJson(before.metadata, after.metadata)
  if (!flags && !evaluators && !metadataChanged) return null
  return {
    ...(flags && { flags }),
    ...(evaluators && { $evaluators: evaluators }),
    ...(metadataChanged && { metadata: after.metadata ?? null }),
  }
}

/**
 * Applies changes without touching the set they are applied to. Properties of the set that changes do not speak of
 * (`x-…`) stay.
 *
 * @example applyFlagSetChanges(before, diffFlagSets(before, after)) // says the same as `after`
 */
export function applyFlagSetChanges(flagSet: FlagSet, changes: FlagSetChanges): FlagSet {
  const { flags, $evaluators, metadata } = changes
  const next: { -readonly [part in keyof FlagSet]: FlagSet[part] } = { ...flagSet }
  if (flags) next.flags = applyEntries(flagSet.flags, flags)
  if ($evaluators) next.$evaluators = applyEntries(flagSet.$evaluators, $evaluators)
  if (metadata) next.metadata = metadata
  if (metadata === null) delete next.metadata
  return next
}

type Entries<T> = { readonly [key: string]: T }

function diffEntries<T>(before: Entries<T>, after: Entries<T>): Entries<T | null> | undefined {
  const changed: [string, T | null][] = []
  for (const [key, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, key) || !isSameJson(before[key], value)) changed.push([key, value])
  }
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) changed.push([key, null])
  }
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
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
