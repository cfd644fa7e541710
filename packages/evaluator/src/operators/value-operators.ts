import { eager, isScalar, isTruthy, type OperatorCompiler } from '../logic.ts'

/** A list up to this length is searched faster than a set is asked. */
const MAX_LINEAR_SEARCH = 8

const isIncluded = eager(
  (wanted: string, all: unknown) =>
    (typeof all === 'string' || Array.isArray(all)) && all.indexOf(wanted) >= 0,
)

/** A long list that the rule itself holds, the heart of most segments, becomes a set. */
const included: OperatorCompiler = (logics, operands) => {
  const [needle] = logics
  const [, list] = operands
  if (!needle || !Array.isArray(list) || list.length <= MAX_LINEAR_SEARCH || !list.every(isScalar)) {
    return isIncluded(logics, operands)
  }
  const values = new Set(list)
  return (data, scope) => values.has(needle(data, scope))
}

/** An operator on exactly two strings; anything else gives null. */
function onTexts(apply: (text: string, part: string) => boolean): OperatorCompiler {
  return eager((text: string, part: string, ...others: unknown[]) =>
    typeof text === 'string' && typeof part === 'string' && others.length === 0 ? apply(text, part) : null,
  )
}

/** Operators that turn the values of their operands into another value. */
export const VALUE_OPERATORS = {
  '!': eager((value: unknown) => !isTruthy(value)),
  '!!': eager(isTruthy),
  // biome-ignore lint/suspicious/noDoubleEquals: JSONLogic's "==" converts types as JavaScript's does
  '==': eager((a: unknown, b: unknown) => a == b),
  // biome-ignore lint/suspicious/noDoubleEquals: as above
  '!=': eager((a: unknown, b: unknown) => a != b),
  '===': eager((a: unknown, b: unknown) => a === b),
  '!==': eager((a: unknown, b: unknown) => a !== b),
  '>': eager((a: number, b: number) => a > b),
  '>=': eager((a: number, b: number) => a >= b),
  '<': eager((a: number, b: number, c?: number) => a < b && (c === undefined || b < c)),
  '<=': eager((a: number, b: number, c?: number) => a <= b && (c === undefined || b <= c)),
  '+': eager((...terms: string[]) => terms.reduce((sum, term) => sum + Number.parseFloat(term), 0)),
  '*': eager((...factors: string[]) =>
    factors.reduce((product, factor) => product * Number.parseFloat(factor), 1),
  ),
  '-': eager((a: number, b?: number) => (b === undefined ? -a : a - b)),
  '/': eager((a: number, b: number) => a / b),
  '%': eager((a: number, b: number) => a % b),
  max: eager(Math.max),
  min: eager(Math.min),
  merge: eager((...lists: unknown[]) => lists.flat()),
  cat: eager((...parts: unknown[]) => parts.join('')),
  substr: eager((text: unknown, start: number, length?: number) =>
    String(text).slice(start).slice(0, length),
  ),
  in: included,
  starts_with: onTexts((text, part) => text.startsWith(part)),
  ends_with: onTexts((text, part) => text.endsWith(part)),
}
