import { isJsonObject } from './json-value.ts'

/** One operation of a rule. A reference counts as the operation `$ref`. */
export interface RuleOperation {
  readonly operator: string
  /** The operands; a single one may be written without its list. */
  readonly operands: readonly unknown[]
  /** Whether the operands are written as a list. */
  readonly isList: boolean
}

/**
 * Reads a part of a rule as an operation, for whoever goes through rules without evaluating them.
 *
 * @returns `undefined` for lists, scalars, and objects without a key or with several, all of which are values.
 * @example readOperation({ '!': { var: 'x' } }) // { operator: '!', operands: [{ var: 'x' }], isList: false }
 */
export function readOperation(part: unknown): RuleOperation | undefined {
  if (!isJsonObject(part)) return undefined
  const [operator, ...others] = Object.keys(part)
  if (operator === undefined || others.length > 0) return undefined
  const operand = part[operator]
  return Array.isArray(operand)
    ? { operator, operands: operand, isList: true }
    : { operator, operands: [operand], isList: false }
}

/** The operators whose second operand is a rule that is run on each element, so that its data is not the context. */
export const ELEMENT_OPERATORS: readonly string[] = ['map', 'filter', 'all', 'none', 'some', 'reduce']
