import { admitCount, admitExtent } from './admit-extent.ts'
import type { PlacedRule } from './check-references.ts'
import type { Flag } from './flag-set.ts'
import { MAX_FLAGS } from './flag-set-limits.ts'
import { type IssueCollector, suggestName } from './issue-collector.ts'
import { joinPointer } from './json-pointer.ts'
import { type FlagEntry, listFlags } from './list-flags.ts'
import { placeRule } from './parse-evaluators.ts'
import { parseFlag } from './parse-flag.ts'
import { checkPrerequisites, type PlacedFlag } from './prerequisites/check-prerequisites.ts'
import { checkRelease } from './release/check-release.ts'

/**
 * Judges the flags of a set.
 *
 * @param placed receives the outline of every targeting rule.
 * @returns the flags that can be used, by key: the same object where `flags` is a map and nothing is wrong.
 */
export function parseFlags(
  flagSet: { readonly [key: string]: unknown },
  placed: PlacedRule[],
  issues: IssueCollector,
): { readonly [flagKey: string]: Flag } {
  const entries = listFlags(flagSet, issues)
  if (!admitCount(entries.length, MAX_FLAGS, '/flags', issues)) return {}
  const flags: PlacedFlag[] = []
  for (const entry of entries) {
    const flag = admitFlag(entry, issues)
    if (!flag) continue
    flags.push({ key: entry.key, flag, pointer: entry.pointer })
    placed.push(...checkRelease(flag, entry.pointer, issues))
    const { targeting } = flag
    if (targeting === undefined || targeting === null) continue
    placed.push(placeRule(targeting, joinPointer(entry.pointer, 'targeting'), issues))
  }
  checkPrerequisites(flags, issues)
  const isWhole = !Array.isArray(flagSet.flags) && flags.length === entries.length
  // fromEntries defines properties, so that a flag named "__proto__" is a flag like any other
  return isWhole
    ? (flagSet.flags as { readonly [flagKey: string]: Flag })
    : Object.fromEntries(flags.map(({ key, flag }) => [key, flag]))
}

function admitFlag({ key, value, pointer }: FlagEntry, issues: IssueCollector): Flag | undefined {
  if (key === '') {
    issues.error(pointer, key, 'a key of at least one character', 'Name the flag.')
    return undefined
  }
  if (!admitExtent(key, pointer, issues) || !admitExtent(value, pointer, issues)) return undefined
  const flag = parseFlag(value, pointer, issues)
  if (flag) checkDefaultVariant(flag, joinPointer(pointer, 'defaultVariant'), issues)
  return flag
}

function checkDefaultVariant(
  { defaultVariant, variants }: Flag,
  pointer: string,
  issues: IssueCollector,
): void {
  if (!defaultVariant || Object.hasOwn(variants, defaultVariant)) return
  const names = Object.keys(variants)
  const fix = 'Name a variant of this flag; the whole set is rejected until then.'
  issues.reject(pointer, defaultVariant, 'the name of a variant', suggestName(defaultVariant, names, fix))
}
