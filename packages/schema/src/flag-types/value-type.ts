import type { FlagValue } from '../flag-set.ts'
import { isJsonObject, type JsonArray, type JsonObject, type JsonValue } from '../json-value.ts'
import { propertyName, quoteText } from './quote-text.ts'

/** With more values than this, a list of them helps nobody who writes code. */
const MAX_LITERALS = 50
/** A longer text is content, not the name of a variation. */
const MAX_LITERAL_LENGTH = 200

/**
 * Writes the TypeScript type of a flag from the values of its variants. Texts and numbers are a union of the values
 * that there are: at most 50, and texts of at most 200 characters, else `string` or `number`. Objects are one readonly
 * shape with the properties of all variants, optional where not all have them.
 *
 * @param values all of one type. @param indent what the lines of an object begin with.
 * @example valueType(['bold', 'classic'], '') // 'bold' | 'classic'
 */
export function valueType(values: readonly FlagValue[], indent: string): string {
  const literals = values.filter((value) => typeof value === 'string' || typeof value === 'number')
  return literals.length === values.length && literals.length > 0
    ? literalsType(literals)
    : jsonType(values, indent)
}

function literalsType(values: readonly (string | number)[]): string {
  const distinct = [...new Set(values)]
  const isListed =
    distinct.length <= MAX_LITERALS &&
    distinct.every((value) => typeof value === 'number' || value.length <= MAX_LITERAL_LENGTH)
  if (!isListed) return typeof distinct[0]
  const texts = distinct.filter((value) => typeof value === 'string').sort()
  const numbers = distinct.filter((value) => typeof value === 'number').sort((a, b) => a - b)
  return [...numbers.map(String), ...texts.map(quoteText)].join(' | ')
}

/** The narrowest type that all values have, where what is inside an object is content and not a choice. */
function jsonType(values: readonly JsonValue[], indent: string): string {
  const scalars = ['boolean', 'number', 'string'].filter((type) =>
    values.some((value) => typeof value === type),
  )
  const objects = values.filter((value): value is JsonObject => isJsonObject(value))
  const arrays = values.filter((value): value is JsonArray => Array.isArray(value))
  const types = [
    ...scalars,
    ...(arrays.length > 0 ? [arrayType(arrays.flat(), indent)] : []),
    ...(objects.length > 0 ? [objectType(objects, indent)] : []),
    ...(values.includes(null) ? ['null'] : []),
  ]
  return types.join(' | ')
}

function arrayType(elements: readonly JsonValue[], indent: string): string {
  const type = jsonType(elements, indent)
  return /^\w*$/.test(type) ? `readonly ${type || 'never'}[]` : `ReadonlyArray<${type}>`
}

function objectType(objects: readonly JsonObject[], indent: string): string {
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))].sort()
  if (names.length === 0) return '{ readonly [name: string]: never }'
  const properties = names.map((name) => {
    const holders = objects.filter((object) => Object.hasOwn(object, name))
    const mark = holders.length < objects.length ? '?' : ''
    const values = holders.map((object) => object[name] as JsonValue)
    return `${indent}  readonly ${propertyName(name)}${mark}: ${jsonType(values, `${indent}  `)}\n`
  })
  return `{\n${properties.join('')}${indent}}`
}
