import { isTruthy } from '../logic.ts'

/** An operator on exactly two strings; anything else gives null. */
function onTexts(method: 'startsWith' | 'endsWith') {
  return (text: unknown, part: unknown, ...others: unknown[]) =>
    typeof text === 'string' && typeof part === 'string' && others.length === 0 ? text[method](part) : null
}

/** An operator on any number of numbers, which may be written as texts. */
function folding(step: (result: number, number: number) => number, start: number) {
  return (...numbers: string[]) => numbers.map(parseFloat).reduce(step, start)
}

/** Operators that turn the values of their operands into another value. */
export const VALUE_OPERATORS = {
  '!': (value: unknown) => !isTruthy(value),
  '!!': isTruthy,
  // biome-ignore lint/suspicious/noDoubleEquals: JSONLogic's "==" converts types as JavaScript's does
  '==': (a: unknown, b: unknown) => a == b,
  // biome-ignore lint/suspicious/noDoubleEquals: as above
  '!=': (a: unknown, b: unknown) => a != b,
  '===': (a: unknown, b: unknown) => a === b,
  '!==': (a: unknown, b: unknown) => a !== b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
  '<': (a: number, b: number, c?: number) => a < b && (c === undefined || b < c),
  '<=': (a: number, b: number, c?: number) => a <= b && (c === undefined || b <= c),
  '+': folding((sum, term) => sum + term, 0),
  '*': folding((product, factor) => product * factor, 1),
  '-': (a: number, b?: number) => (b === undefined ? -a : a - b),
  '/': (a: number, b: number) => a / b,
  '%': (a: number, b: number) => a % b,
  max: Math.max,
  min: Math.min,
  merge: (...lists: unknown[]) => lists.flat(),
  cat: (...parts: unknown[]) => parts.join(''),
  substr: (text: unknown, start: number, length?: number) => String(text).slice(start).slice(0, length),
  starts_with: onTexts('startsWith'),
  ends_with: onTexts('endsWith'),
}
