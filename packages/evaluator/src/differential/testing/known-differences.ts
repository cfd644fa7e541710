import type { JsonValue } from '@halyard/schema'

/** The attribute that raises an error when a rule reads it; both evaluators then answer `GENERAL`. */
export const RAISING = 'raising'

/**
 * Something that `@openfeature/flagd-core` does otherwise, on purpose or not. It is recognised by having our evaluator
 * do the same: a difference is explained when, and only when, the rule in which it is put in other words gives our
 * evaluator flagd-core's answer.
 */
export interface KnownDifference {
  readonly title: string
  /** What SPEC.md says, and in which rule. */
  readonly reason: string
  /** An operation, with its operands rewritten already, in words that say what flagd-core takes it for. */
  rewrite(operator: string, operands: readonly JsonValue[]): JsonValue | undefined
  /** The same for a rule as a whole. */
  rewriteWhole?(rule: JsonValue): JsonValue
}

const isNull = (part: JsonValue): JsonValue => ({ '===': [part, null] })
/** "-" gives a number for whatever it is. */
const isNoNumber = (part: JsonValue): JsonValue => ({ '!==': [part, { '-': [part, 0] }] })
const RAISE: JsonValue = { var: RAISING }
const INHERITED = 'toString'

/** A list of the first element alone; an empty one for what is no list. */
const firstOf = (list: JsonValue): JsonValue => ({
  reduce: [list, { if: [{ var: 'accumulator' }, { var: 'accumulator' }, [{ var: 'current' }]] }, []],
})

/** Every difference that is known. Each has to be met when the test runs, so that none outlives its cause. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    title: 'a list of one names a variant',
    reason: 'A list is no variant (E6). flagd-core asks the list for its text.',
    rewrite: () => undefined,
    rewriteWhole: (rule) => ({ if: [isNull(rule), null, { cat: [rule] }] }),
  },
  {
    title: '"toString" is found on the prototype',
    reason: 'Paths follow own properties only (E23).',
    rewrite: (operator, operands) => {
      if (operator === 'var')
        return operands[0] === INHERITED && operands.length > 1 ? { var: INHERITED } : undefined
      if (operator === 'missing') return { missing: operands.filter((path) => path !== INHERITED) }
      const [needed, paths] = operands
      if (operator !== 'missing_some' || !Array.isArray(paths)) return undefined
      const own = paths.filter((path) => path !== INHERITED)
      return { missing_some: [Number(needed) - paths.length + own.length, own] }
    },
  },
  {
    title: '"!" and "!!" of a list judge its first element',
    reason: 'Every list but the empty one is true (E22).',
    rewrite: (operator, [value = null]) => {
      if (operator !== '!' && operator !== '!!') return undefined
      const isTrue = { if: [firstOf(value), { some: [firstOf(value), { var: '' }] }, { '!!': [value] }] }
      return operator === '!!' ? isTrue : { '!': [isTrue] }
    },
  },
  {
    title: 'an absent attribute equals 0',
    reason: 'Types are converted as by JavaScript’s ==, for which null equals nothing but null (E28).',
    rewrite: (operator, [a = null, b = null]) => {
      if (operator !== '==' && operator !== '!=') return undefined
      const isOther = (one: JsonValue, other: JsonValue) => ({ and: [isNull(one), { '===': [other, 0] }] })
      const isEqual = { or: [{ '==': [a, b] }, isOther(a, b), isOther(b, a)] }
      return operator === '==' ? isEqual : { '!': [isEqual] }
    },
  },
  {
    title: '"+" and "*" take an absent attribute for 0',
    reason: 'Both read their operands as parseFloat does, for which null is not a number (E28).',
    rewrite: (operator, operands) =>
      operator === '+' || operator === '*'
        ? { [operator]: operands.map((operand): JsonValue => ({ if: [isNull(operand), 0, operand] })) }
        : undefined,
  },
  {
    title: '"max" and "min" of anything but numbers are an error',
    reason: 'They convert as Math.max does, for which null is 0 (E28).',
    rewrite: (operator, operands) =>
      operator === 'max' || operator === 'min'
        ? { if: [{ or: operands.map(isNoNumber) }, RAISE, { [operator]: operands }] }
        : undefined,
  },
  {
    title: '"substr" of an absent attribute is an error',
    reason: 'It takes its part of whatever as a text, and has no errors (E29).',
    rewrite: (operator, [text = null, ...others]) =>
      operator === 'substr' ? { if: [isNull(text), RAISE, { substr: [text, ...others] }] } : undefined,
  },
  {
    title: 'an operand of a split is an error even where nobody can be split',
    reason: 'An error is an attribute that cannot be read (E11), and a split without a key reads no others.',
    rewrite: (operator, operands) =>
      operator === 'fractional'
        ? { if: [{ '!': [[...operands]] }, null, { fractional: operands }] }
        : undefined,
  },
  {
    title: 'nothing is in an empty text, not even the empty text',
    reason: 'Every text holds the empty one, as it does for flagd in Go (E27).',
    rewrite: (operator, [wanted = null, all = null]) =>
      operator === 'in' ? { in: [wanted, { if: [{ '===': [all, ''] }, [], all] }] } : undefined,
  },
]

/** A rule in words that say what flagd-core takes it for, as far as these differences go. */
export function rewriteRule(rule: JsonValue, differences: readonly KnownDifference[]): JsonValue {
  const whole = rewritePart(rule, differences)
  return differences.reduce((part, { rewriteWhole }) => rewriteWhole?.(part) ?? part, whole)
}

function rewritePart(part: JsonValue, differences: readonly KnownDifference[]): JsonValue {
  if (typeof part !== 'object' || part === null) return part
  if (Array.isArray(part)) return part.map((element) => rewritePart(element, differences))
  const [entry, ...others] = Object.entries(part)
  if (!entry || others.length > 0) return part
  const [operator, operand] = entry
  const rewritten = rewritePart(operand, differences)
  const operands: readonly JsonValue[] = Array.isArray(rewritten) ? rewritten : [rewritten]
  for (const difference of differences) {
    const inOtherWords = difference.rewrite(operator, operands)
    if (inOtherWords !== undefined) return inOtherWords
  }
  return { [operator]: rewritten }
}
