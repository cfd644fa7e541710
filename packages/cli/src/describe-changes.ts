import {
  type Flag,
  type FlagSet,
  type FlagSetChanges,
  flagValueType,
  VARIANT_RULE_PREFIX,
} from '@halyard/schema'
import { withoutControls } from '@halyard/server'
import { describeRelease } from './describe-release.ts'
import { readManagement } from './flag-management.ts'

/**
 * Says in words what changes do to a flag set, one phrase for each flag and each other part.
 *
 * @param before the flag set that the changes apply to.
 * @example describeChanges(before, changes) // ['checkout: default on → off', 'banner: removed']
 */
export function describeChanges(before: FlagSet, changes: FlagSetChanges): readonly string[] {
  const flags = Object.entries(changes.flags ?? {}).map(([key, flag]) => {
    const old = Object.hasOwn(before.flags, key) ? before.flags[key] : undefined
    return `${key}: ${describeFlag(old, flag)}`
  })
  const evaluators = Object.entries(changes.$evaluators ?? {})
    // what was made of a flag's prerequisites follows from the flags
    .filter(([name]) => !name.startsWith(VARIANT_RULE_PREFIX))
    .map(([name, rule]) => {
      const isNew = !Object.hasOwn(before.$evaluators ?? {}, name)
      return `$evaluators.${name}: ${rule === null ? 'removed' : isNew ? 'added' : 'changed'}`
    })
  const others = (['metadata', 'x-bucketing'] as const)
    .filter((part) => changes[part] !== undefined)
    .map((part) => `${part}: changed`)
  return [...flags, ...evaluators, ...others].map(withoutControls)
}

/**
 * The type of a flag's variants.
 *
 * @example flagType(flag) // 'boolean'
 */
export function flagType(flag: Flag): string {
  return flagValueType(Object.values(flag.variants)[0]) ?? 'unknown'
}

function describeFlag(before: Flag | undefined, after: Flag | null): string {
  if (after === null) return 'removed'
  if (!before) return `added (${flagType(after)}, default ${variantName(after)})`
  const parts = [
    before.state !== after.state && after.state.toLowerCase(),
    variantName(before) !== variantName(after) && `default ${variantName(before)} → ${variantName(after)}`,
    describePart('targeting', before.targeting, after.targeting),
    describeRelease(before) !== describeRelease(after) &&
      `released to ${describeRelease(after) || 'nobody in particular'}`,
    ...describeVariants(before, after),
    describePart('metadata', before.metadata, after.metadata),
    describePart('prerequisites', before['x-prerequisites'], after['x-prerequisites']),
    before['x-archived'] !== after['x-archived'] && (after['x-archived'] ? 'archived' : 'restored'),
    ...describeManagement(before, after),
  ].filter((part) => part !== false)
  return parts.join(', ') || 'changed'
}

function describeVariants(before: Flag, after: Flag): readonly (string | false)[] {
  const names = new Set([...Object.keys(before.variants), ...Object.keys(after.variants)])
  return [...names].map((name) => {
    const [from, to] = [before, after].map(({ variants }) =>
      Object.hasOwn(variants, name) ? variants[name] : undefined,
    )
    const isShort = [from, to].every((value) => JSON.stringify(value ?? '').length <= 30)
    return from !== undefined && to !== undefined && isShort && isChanged(from, to)
      ? `${name} = ${JSON.stringify(from)} → ${JSON.stringify(to)}`
      : describePart(`variant ${name}`, from, to)
  })
}

function describeManagement(before: Flag, after: Flag): readonly (string | false)[] {
  const [old, next] = [before, after].map((flag) => {
    const { tags, ...facts } = readManagement(flag)
    return { ...facts, ...(tags.length > 0 && { tags: tags.join(', ') }) }
  })
  return (['owner', 'description', 'tags', 'expires'] as const).map(
    (name) =>
      isChanged(old?.[name], next?.[name]) &&
      `${name} ${old?.[name] ?? '(none)'} → ${next?.[name] ?? '(none)'}`,
  )
}

function describePart(name: string, before?: unknown, after?: unknown): string | false {
  if (!isChanged(before, after)) return false
  return `${name} ${before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'}`
}

function isChanged(before?: unknown, after?: unknown): boolean {
  return JSON.stringify(before) !== JSON.stringify(after)
}

function variantName({ defaultVariant }: Flag): string {
  return defaultVariant || '(none)'
}
