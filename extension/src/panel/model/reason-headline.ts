import type { ExplainedPart, ExplanationReport } from '@halyard/devtools'
import { groupWords, headlineWords, type Phrase, percentWords, segmentWords, whoWords } from '../text/why.ts'
import { indexOf, isConditionOf, isTruthy, reasonLines } from './reason-lines.ts'
import { clipText } from './value-text.ts'

/**
 * Says in one sentence what decided: “on” for 12 % of visitors, because they are in *beta testers*.
 *
 * @param subject the targeting key, where the context has one.
 * @returns `null` where no rule chose, so that the reason alone says all there is.
 */
export function reasonHeadline(
  { tree, decidedBy, outcome }: ExplanationReport,
  subject: unknown,
): Phrase | null {
  const path = tree && decidedBy !== undefined ? findPath(tree, decidedBy) : undefined
  const chooser = path?.at(-1)
  if (!path || !chooser || outcome.variant === undefined) return null
  // A split by anything else than the targeting key hashes just that.
  const who = chooser.split && chooser.label !== 'split' ? chooser.split.hashed : subject
  return headlineWords(clipText(outcome.variant, 80), shareOf(chooser), conditionsOn(path), whoWords(who))
}

/** The parts from the root to the one that is looked for, on which the outcome hangs. */
function findPath(part: ExplainedPart, pointer: string): readonly ExplainedPart[] | undefined {
  if (!part.decided) return undefined
  if (part.pointer === pointer) return [part]
  for (const child of part.children) {
    const rest = findPath(child, pointer)
    if (rest) return [part, ...rest]
  }
  return undefined
}

function shareOf({ split, result }: ExplainedPart): string | undefined {
  if (!split) return undefined
  const parts = split.ranges
    .filter(({ variant }) => JSON.stringify(variant) === JSON.stringify(result))
    .reduce((sum, { from, to }) => sum + to - from, 0)
  return percentWords(parts, split.total)
}

/** The conditions that had to hold for the path to be taken. */
function conditionsOn(path: readonly ExplainedPart[]): readonly Phrase[] {
  return path.flatMap((part, depth) => {
    const next = path[depth + 1]
    if (!next || (part.operator !== 'if' && part.operator !== '?:')) return []
    const condition = isConditionOf(next, part)
      ? next
      : part.children.find((child) => indexOf(next) % 2 === 1 && indexOf(child) === indexOf(next) - 1)
    return condition && isTruthy(condition.result) ? [phraseOf(condition)] : []
  })
}

function phraseOf(condition: ExplainedPart): Phrase {
  if (condition.operator === '$ref') return segmentWords(clipText(condition.label, 80), true, 'they are ')
  if (condition.operator === 'and') {
    const parts = condition.children.map(phraseOf)
    return parts.flatMap((phrase, index) => (index === 0 ? phrase : [' and ', ...phrase]))
  }
  if (condition.operator === 'or') {
    const held = condition.children.find(({ result }) => isTruthy(result))
    if (held) return phraseOf(held)
  }
  if (groupWords(condition.operator, true) !== undefined) return [{ code: clipText(condition.label, 120) }]
  const [line] = reasonLines(condition, undefined, true)
  return line?.words ?? []
}
