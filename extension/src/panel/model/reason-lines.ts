import type { ExplainedPart, ExplainedSplitReport } from '@halyard/devtools'
import { VARIANT_RULE_PREFIX } from '@halyard/schema'
import { instantWords } from '../text/instant.ts'
import {
  comparisonWords,
  givesWords,
  groupWords,
  listWords,
  type Phrase,
  segmentWords,
  splitWords,
  subjectWords,
  valueWords,
  WHY_TEXT,
} from '../text/why.ts'
import { clipText, MAX_ROW_TEXT } from './value-text.ts'

/** One line of the tree that says why. */
export interface ReasonLine {
  /** Unlike that of its siblings. */
  readonly key: string
  /** Whether a condition holds; `null` for what is no condition. */
  readonly holds: boolean | null
  /** Whether the outcome hangs on it. */
  readonly decided: boolean
  /** Whether it chose the variant. */
  readonly isChooser: boolean
  readonly words: Phrase
  /** What the words are about, where they leave it open: `it is "free"`. */
  readonly detail?: Phrase
  readonly split?: ExplainedSplitReport
  readonly children: readonly ReasonLine[]
}

/**
 * Says the tree of an explanation in lines. What only passes on what stands in it has no line of its own.
 *
 * @param decidedBy the pointer of what chose the variant.
 * @param isCondition whether the tree is a condition on its own. @default false
 */
export function reasonLines(
  tree: ExplainedPart,
  decidedBy: string | undefined,
  isCondition = false,
): readonly ReasonLine[] {
  return lines(tree, isCondition, decidedBy)
}

function lines(
  part: ExplainedPart,
  isCondition: boolean,
  decidedBy: string | undefined,
): readonly ReasonLine[] {
  const { operator, children } = part
  if (operator === 'if' || operator === '?:') {
    return children.flatMap((child) => lines(child, isConditionOf(child, part), decidedBy))
  }
  if (operator === 'list') return children.flatMap((child) => lines(child, false, decidedBy))
  const denied = operator === '!' && isCondition && !part.failed ? children[0] : undefined
  if (denied) {
    // What is denied is said as it is: “plan is not "crew"” holds.
    return lines(denied, true, decidedBy).map((line) => ({
      ...line,
      holds: isTruthy(part.result),
      decided: part.decided,
      isChooser: part.decided && part.pointer === decidedBy,
    }))
  }
  const own = part.failed
    ? { words: [code(part.label), ' cannot be read'], inner: children }
    : (comparison(part) ?? wordsOf(part, isCondition))
  const areConditions = groupWords(operator, true) !== undefined || (operator === '$ref' && isCondition)
  return [
    {
      key: part.pointer,
      holds: isCondition && !part.failed ? isTruthy(part.result) : null,
      decided: part.decided,
      isChooser: part.decided && part.pointer === decidedBy,
      words: own.words,
      ...(own.detail && { detail: own.detail }),
      ...(part.split && { split: part.split }),
      children: own.inner.flatMap((child) => lines(child, areConditions, decidedBy)),
    },
  ]
}

interface PartWords {
  readonly words: Phrase
  readonly detail?: Phrase
  /** The parts that have lines of their own. */
  readonly inner: readonly ExplainedPart[]
}

function wordsOf(part: ExplainedPart, isCondition: boolean): PartWords {
  const { operator, label, result, children } = part
  const name = clipText(label, MAX_ROW_TEXT)
  if (part.split) return { words: splitWords(splitSubject(name), result), inner: children }
  if (operator === '$ref') {
    const words = isPrerequisite(label)
      ? givesWords(prerequisite(label), result)
      : isCondition
        ? segmentWords(name, isTruthy(result))
        : givesWords([{ name }], result)
    return { words, inner: children }
  }
  const group = groupWords(operator, isTruthy(result))
  if (group !== undefined && isCondition) return { words: [group], inner: children }
  if (operator !== 'var') return { words: givesWords([code(name)], result), inner: children }
  const words =
    result === null
      ? [subjectWords(name), ` is ${WHY_TEXT.absent}`]
      : [subjectWords(name), ' is ', valueWords(result)]
  return { words, inner: [] }
}

/** A comparison of something that is read with a literal, or of two things that are read. */
function comparison({ operator, inputs, children, result }: ExplainedPart): PartWords | undefined {
  const isVersion = operator === 'sem_ver'
  if (inputs.length !== (isVersion ? 3 : 2)) return undefined
  const operands = [0, isVersion ? 2 : 1].map((index) => ({
    input: inputs[index],
    part: children.find((child) => indexOf(child) === index),
  }))
  const isTime = operands.some(({ part }) => part?.label === 'time')
  const between = comparisonWords(isTime ? `time ${operator}` : operator, inputs[1], isTruthy(result))
  if (between === undefined) return undefined
  const [left, right] = operands.map(({ input, part }) => (part ? readable(part) : literal(input, isTime)))
  if (!left || !right) return undefined
  const [subject] = operands
  const isSaid = isTruthy(result) && (operator === '==' || operator === '===')
  const actual = subject?.part?.result
  const detail: Phrase =
    actual === null ? [`it is ${WHY_TEXT.absent}`] : ['it is ', ...literal(actual, isTime)]
  return {
    words: [...left, between, ...right],
    ...(subject?.part && !isSaid && { detail }),
    inner: children.filter(({ operator: inner }) => inner !== 'var' && inner !== '$ref'),
  }
}

function readable({ operator, label }: ExplainedPart): Phrase {
  if (operator === '$ref' && isPrerequisite(label)) return prerequisite(label)
  return [operator === 'var' ? subjectWords(clipText(label, MAX_ROW_TEXT)) : code(label)]
}

function literal(value: unknown, isTime: boolean): Phrase {
  if (Array.isArray(value)) return listWords(value)
  return [isTime && typeof value === 'number' ? instantWords(value * 1000) : valueWords(value)]
}

function splitSubject(label: string): Phrase[number] {
  const by = label.startsWith('split by ') ? label.slice('split by '.length) : 'targetingKey'
  return { code: by }
}

function isPrerequisite(label: string): boolean {
  return label.startsWith(VARIANT_RULE_PREFIX)
}

function prerequisite(label: string): Phrase {
  return ['the flag ', code(label.slice(VARIANT_RULE_PREFIX.length))]
}

function code(text: string): Phrase[number] {
  return { code: clipText(text, MAX_ROW_TEXT) }
}

/**
 * Conditions of an `if` stand at even places, and so does what holds otherwise. That one gives what the `if` gives, and no
 * condition does, unless it is a condition itself.
 */
export function isConditionOf(child: ExplainedPart, { result, children }: ExplainedPart): boolean {
  if (indexOf(child) % 2 === 1) return false
  const isLast = child === children.at(-1)
  return (
    !isLast || typeof child.result === 'boolean' || JSON.stringify(child.result) !== JSON.stringify(result)
  )
}

/** Where a part stands among the operands of the part around it. */
export function indexOf({ pointer }: ExplainedPart): number {
  const index = Number(pointer.slice(pointer.lastIndexOf('/') + 1))
  return Number.isSafeInteger(index) ? index : 0
}

/** As rules see it. Source: JSONLogic, "Truthy and Falsy". */
export function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}
