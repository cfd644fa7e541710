import { clipText, MAX_ROW_TEXT, valueText } from '../model/value-text.ts'

/** A sentence in parts: plain words, and what is written as in code, or stands out as a name. */
export type Phrase = readonly (string | { readonly code: string } | { readonly name: string })[]

/** The words of *Why* and *Uses*. */
export const WHY_TEXT = {
  title: 'Why',
  titleOfServed: 'Why that is served',
  asking: 'Asking the page why…',
  unavailable: 'This SDK does not say more: it offers no explanation to the panel.',
  onServer: 'A server evaluates this flag, so its rule is not on this page.',
  failed: (message: string) => `The page could not explain this: ${message}.`,
  omitted: (parts: number) => `${parts.toLocaleString('en')} more parts ran, and are not shown.`,
  nextChange: (when: string) => `Time can change it next at ${when}.`,
  rule: 'The rule as it is written',
  tree: 'What was decided, step by step',
  yes: 'yes: ',
  no: 'no: ',
  usesNothing: 'Nothing: it is the same for everybody, always.',
  segment: 'segment',
  flag: 'flag',
  inSegment: (isIn: boolean) => (isIn ? 'in this segment' : 'not in this segment'),
  time: 'time',
  usesTime: 'its rule reads the time',
  absent: 'absent',
  anyAttribute: 'any attribute: the rule looks at the whole context',
  notHere: 'not known to this client',
  fallback: 'fallback',
} as const

/** Words between the two operands of a comparison, where it holds and where it does not. */
const COMPARISONS: { readonly [operator: string]: readonly [string, string] | undefined } = {
  '==': [' is ', ' is not '],
  '===': [' is ', ' is not '],
  '!=': [' is not ', ' is '],
  '!==': [' is not ', ' is '],
  '<': [' is under ', ' is not under '],
  '<=': [' is at most ', ' is over '],
  '>': [' is over ', ' is not over '],
  '>=': [' is at least ', ' is under '],
  in: [' is in ', ' is not in '],
  starts_with: [' starts with ', ' does not start with '],
  ends_with: [' ends with ', ' does not end with '],
  'time <': [' is before ', ' is not before '],
  'time <=': [' is not after ', ' is after '],
  'time >': [' is after ', ' is not after '],
  'time >=': [' is not before ', ' is before '],
}

/** How the versions of `sem_ver` compare; `^` and `~` are the same major, and the same minor version. */
const VERSIONS: { readonly [operator: string]: readonly [string, string] | undefined } = {
  ...COMPARISONS,
  '=': [' is ', ' is not '],
  '^': [' has the major version of ', ' does not have the major version of '],
  '~': [' has the minor version of ', ' does not have the minor version of '],
}

/**
 * The words of a comparison, `undefined` for an operator that is none.
 *
 * @param second its second operand: what is compared with, or how versions are.
 */
export function comparisonWords(operator: string, second: unknown, holds: boolean): string | undefined {
  if (operator === 'in' && Array.isArray(second)) return holds ? ' is one of ' : ' is none of '
  const table = operator === 'sem_ver' ? VERSIONS : COMPARISONS
  const key = operator === 'sem_ver' ? String(second) : operator
  const words = Object.hasOwn(table, key) ? table[key] : undefined
  return words?.[holds ? 0 : 1]
}

/** A part that says how the parts in it count together. */
export function groupWords(operator: string, holds: boolean): string | undefined {
  switch (operator) {
    case 'and':
      return holds ? 'all of these hold' : 'not all of these hold'
    case 'or':
      return holds ? 'one of these holds' : 'none of these holds'
    case '!!':
      return holds ? 'this is there' : 'this is not there'
    default:
      return undefined
  }
}

/** A value as it is written in code. */
export function valueWords(value: unknown): Phrase[number] {
  return { code: valueText(value, MAX_ROW_TEXT) }
}

/** Values to choose from. */
export function listWords(values: readonly unknown[]): Phrase {
  return values.flatMap((value, index) => (index === 0 ? [valueWords(value)] : [', ', valueWords(value)]))
}

/** An attribute, a flag, the time: what a rule reads. */
export function subjectWords(label: string): Phrase[number] {
  return label === 'time' ? 'the time' : { code: label }
}

/** Membership of a segment. */
export function segmentWords(name: string, holds: boolean, subject = ''): Phrase {
  return [subject, holds ? 'in ' : 'not in ', { name }]
}

/** What a rule that is no condition gives. */
export function givesWords(what: Phrase, result: unknown): Phrase {
  return [...what, ' gives ', valueWords(result)]
}

/** How a split chose. */
export function splitWords(by: Phrase[number], result: unknown): Phrase {
  return ['the split by ', by, ' gives ', valueWords(result)]
}

/** Whom a flag is evaluated for. */
export function whoWords(subject: unknown): string {
  return typeof subject === 'string' && subject ? `“${clipText(subject, 80)}”` : 'this visitor'
}

/** The sentence above the tree: the variant, for how many, and because of what. */
export function headlineWords(
  variant: string,
  share: string | undefined,
  because: readonly Phrase[],
  who: string,
): Phrase {
  const among = share === undefined ? [] : [` for ${share} of visitors`]
  if (because.length === 0) {
    return [{ name: variant }, ...among, share === undefined ? '.' : `, and ${who} is among them.`]
  }
  const reasons = because.flatMap((phrase, index) => (index === 0 ? phrase : [' and ', ...phrase]))
  return [
    { name: variant },
    ...among,
    ', because ',
    ...reasons,
    share === undefined ? '.' : `; ${who} is among them.`,
  ]
}

/** What the bar of a split says to those who do not see it. */
export function splitBarWords(hashed: string, place: string, parts: readonly string[]): string {
  return `“${hashed}” falls at ${place}, of: ${parts.join('; ')}`
}

/** A share of a whole, in percent with at most two digits after the point. */
export function percentWords(part: number, total: number): string {
  const percent = total > 0 ? (part / total) * 100 : 0
  return `${Number(percent.toFixed(percent >= 10 ? 1 : 2))} %`
}
