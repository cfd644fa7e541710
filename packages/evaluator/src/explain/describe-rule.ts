import { readOperation } from '@halyard/schema'
import { clipText } from './clip-value.ts'

const MAX_LENGTH = 120
const MAX_DEPTH = 3
const MAX_OPERANDS = 5

/** Operators that stand between their operands. */
const INFIX = new Set([
  '==',
  '!=',
  '===',
  '!==',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  '/',
  '%',
  'and',
  'or',
  'in',
])

const SPOKEN = new Map([
  ['starts_with', 'starts with'],
  ['ends_with', 'ends with'],
])

/**
 * A part of a rule in at most 120 characters, as a person would write it.
 *
 * @example describeRule({ '==': [{ var: 'plan' }, 'crew'] }) // 'plan == "crew"'
 */
export function describeRule(part: unknown): string {
  return clipText(describe(part, 0), MAX_LENGTH)
}

function describe(part: unknown, depth: number): string {
  if (typeof part === 'string') return JSON.stringify(clipText(part, MAX_LENGTH))
  if (typeof part !== 'object' || part === null) return String(part)
  if (depth >= MAX_DEPTH) return '…'
  if (Array.isArray(part)) return `[${join(part, ', ', depth)}]`
  const operation = readOperation(part)
  if (!operation) return '{…}'
  const { operator, operands } = operation
  const [first] = operands
  if (operator === '$ref') return clipText(String(first), MAX_LENGTH)
  if (operator === 'var')
    return typeof first === 'object' ? `var(${describe(first, depth + 1)})` : nameOf(first)
  if (operator === 'fractional')
    return Array.isArray(first) ? 'split' : `split by ${describe(first, depth + 1)}`
  if (operator === '!') return `not ${nested(first, depth)}`
  if (operator === 'if' || operator === '?:') return `if ${describe(first, depth + 1)}`
  const between = INFIX.has(operator) ? operator : SPOKEN.get(operator)
  if (between && operands.length > 1) return join(operands, ` ${between} `, depth, nested)
  if (operator === 'sem_ver' && operands.length === 3) {
    const [left, comparison, right] = operands
    return `${nested(left, depth)} ${comparison} ${nested(right, depth)}`
  }
  return `${clipText(operator, MAX_LENGTH)}(${join(operands, ', ', depth)})`
}

function nameOf(path: unknown): string {
  if (path === '$flagd.timestamp') return 'time'
  if (path === '$flagd.flagKey') return 'flag key'
  return clipText(String(path || 'context'), MAX_LENGTH)
}

function join(
  parts: readonly unknown[],
  separator: string,
  depth: number,
  each: (part: unknown, depth: number) => string = (part) => describe(part, depth + 1),
): string {
  const shown = parts.slice(0, MAX_OPERANDS).map((part) => each(part, depth))
  return (parts.length > MAX_OPERANDS ? [...shown, '…'] : shown).join(separator)
}

/** Puts parentheses around what would be read wrong without. */
function nested(part: unknown, depth: number): string {
  const text = describe(part, depth + 1)
  const operation = readOperation(part)
  const isOperation = operation && !['var', '$ref'].includes(operation.operator)
  return isOperation && text.includes(' ') && depth + 1 < MAX_DEPTH ? `(${text})` : text
}
