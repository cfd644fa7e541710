import type { Flag, FlagSet, FlagSetChanges } from '@halyard/schema'

/**
 * The part of a flag set that says whether changes can be used: the flags that change, those that they name as prerequisites,
 * directly or through others, and everything that flags share. Judging ten thousand flags takes a tenth of a second,
 * and a kill switch is in a hurry.
 *
 * @param flagSet with the changes applied.
 */
export function affectedPart(flagSet: FlagSet, { flags: changed = {} }: FlagSetChanges): FlagSet {
  const found = new Map<string, Flag>()
  const waiting = Object.keys(changed)
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const flag = Object.hasOwn(flagSet.flags, key) ? flagSet.flags[key] : undefined
    if (!flag || found.has(key)) continue
    found.set(key, flag)
    waiting.push(...namesIn(flag['x-prerequisites']))
  }
  // fromEntries defines properties, so that a flag named "__proto__" is a flag like any other
  return { ...flagSet, flags: Object.fromEntries(found) }
}

/** @param prerequisites as somebody wrote them, not judged yet. */
function namesIn(prerequisites: unknown): readonly string[] {
  if (!Array.isArray(prerequisites)) return []
  return prerequisites.map((entry: { readonly flag?: unknown } | null) => entry?.flag).filter(isText)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}
