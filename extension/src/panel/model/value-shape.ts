import { isJsonObject } from '@halyard/schema'

/** The most warnings about one value. */
export const MAX_WARNINGS = 20

/** How deep values are looked into. */
const MAX_DEPTH = 40

/** How many items of the variants' lists say what a list holds. */
const MAX_ITEMS = 100

/** The way to a member: names of members and indexes of items. */
export type ValuePath = readonly (string | number)[]

/** Something about a value that the other variants of its flag let nobody expect. */
export interface ShapeWarning {
  /** Of the member, or of the object that it is missing from. */
  readonly path: ValuePath
  readonly kind: 'missing' | 'type' | 'unknown'
  /** The path as in code, with the missing member. */
  readonly name: string
  /** The types that the variants have there; none for an unknown member. */
  readonly types: readonly string[]
}

/**
 * Compares a value with those that the page's code is written for. A member that every variant has, or a type that one
 * of them has, is expected; a member that none of them has is not.
 *
 * @returns at most {@link MAX_WARNINGS}, in the order of the value.
 * @example shapeWarnings({ modle: 'v2' }, [{ model: 'v1' }]) // "model" is missing, "modle" is unknown
 */
export function shapeWarnings(value: unknown, variants: readonly unknown[]): readonly ShapeWarning[] {
  const warnings: ShapeWarning[] = []
  if (variants.length > 0) compare(value, variants, [], warnings)
  return warnings.slice(0, MAX_WARNINGS)
}

function compare(
  value: unknown,
  samples: readonly unknown[],
  path: ValuePath,
  warnings: ShapeWarning[],
): void {
  if (warnings.length >= MAX_WARNINGS || path.length > MAX_DEPTH) return
  const types = [...new Set(samples.map(typeName))]
  if (!types.includes(typeName(value))) {
    warnings.push({ path, kind: 'type', name: pathText(path), types })
  } else if (Array.isArray(value)) {
    const items = samples.flatMap((sample) => (Array.isArray(sample) ? sample : [])).slice(0, MAX_ITEMS)
    if (items.length === 0) return
    for (const [index, item] of value.entries()) compare(item, items, [...path, index], warnings)
  } else if (isJsonObject(value)) {
    compareMembers(value, samples.filter(isJsonObject), path, warnings)
  }
}

function compareMembers(
  value: Members,
  samples: readonly Members[],
  path: ValuePath,
  warnings: ShapeWarning[],
): void {
  const known = new Set(samples.flatMap((sample) => Object.keys(sample)))
  for (const name of known) {
    if (Object.hasOwn(value, name) || !samples.every((sample) => Object.hasOwn(sample, name))) continue
    const types = [...new Set(samples.map((sample) => typeName(sample[name])))]
    warnings.push({ path, kind: 'missing', name: pathText([...path, name]), types })
  }
  for (const [name, member] of Object.entries(value)) {
    const memberPath = [...path, name]
    const others = samples.flatMap((sample) => (Object.hasOwn(sample, name) ? [sample[name]] : []))
    if (known.has(name)) compare(member, others, memberPath, warnings)
    else warnings.push({ path: memberPath, kind: 'unknown', name: pathText(memberPath), types: [] })
  }
}

type Members = { readonly [name: string]: unknown }

function typeName(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'list' : typeof value
}

function pathText(path: ValuePath): string {
  if (path.length === 0) return 'the value'
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`
      if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(step)) return `[${JSON.stringify(step)}]`
      return index === 0 ? step : `.${step}`
    })
    .join('')
}
