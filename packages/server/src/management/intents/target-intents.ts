import { isJsonObject, type ReleaseTarget, readRelease, type TargetingRule } from '@halyard/schema'
import { isProblem, type Problem, problem } from '../problem.ts'
import type { Intent } from './intent.ts'
import { readInstant } from './read-instant.ts'
import { readVariant } from './read-variant.ts'
import { withRelease } from './with-release.ts'

/** How many trials or targets one flag may have. */
const MAX_ENTRIES = 1000

/**
 * Gives a variant to those whom a segment, an attribute or a rule singles out: `{ segment: 'staff', variant }`,
 * `{ attribute: 'plan', values: ['team'], variant }` or `{ rule, variant }`. The first target that holds decides.
 * The variant `null` takes the target away again.
 */
export const target: Intent = (flag, input, { flagSet }) => {
  const when = readCondition(input, Object.keys(flagSet.$evaluators ?? {}))
  if (isProblem(when)) return when
  const targets = readRelease(flag).release.targets ?? []
  const isSame = (other: ReleaseTarget) => JSON.stringify(other.when) === JSON.stringify(when.rule)
  if (input.variant === null) {
    return withRelease(flag, { targets: targets.filter((other) => !isSame(other)) })
  }
  const variant = readVariant(flag, input.variant)
  if (typeof variant === 'object') return variant
  const entry = { when: when.rule, variant }
  const next = targets.some(isSame)
    ? targets.map((other) => (isSame(other) ? entry : other))
    : [...targets, entry]
  return next.length > MAX_ENTRIES ? tooMany('targets') : withRelease(flag, { targets: next })
}

/**
 * Gives one targeting key a variant until an instant: `{ targetingKey, variant, until }`. A trial replaces an earlier one of
 * that key, and the variant `null` ends it. Trials that have ended are dropped.
 */
export const trial: Intent = (flag, { targetingKey, variant: wanted, until: end }, { nowMs }) => {
  if (typeof targetingKey !== 'string' || targetingKey === '') {
    return problem('INVALID_INPUT', '"targetingKey" is no text. Say whom the trial is for.')
  }
  const others = (readRelease(flag).release.trials ?? []).filter(
    (other) => other.targetingKey !== targetingKey && other.until * 1000 > nowMs,
  )
  if (wanted === null) return withRelease(flag, { trials: others })
  const variant = readVariant(flag, wanted)
  if (typeof variant === 'object') return variant
  const until = readInstant(end, 'until')
  if (typeof until === 'object') return until
  if (until * 1000 <= nowMs) return problem('INVALID_INPUT', '"until" has passed. Name an instant to come.')
  const trials = [...others, { targetingKey, variant, until }]
  return trials.length > MAX_ENTRIES ? tooMany('trials') : withRelease(flag, { trials })
}

function readCondition(
  { segment, attribute, values, rule }: { readonly [key: string]: unknown },
  segments: readonly string[],
): { readonly rule: TargetingRule } | Problem {
  if ([segment, attribute, rule].filter((part) => part !== undefined).length !== 1) {
    return problem('INVALID_INPUT', 'it takes exactly one of "segment", "attribute" and "rule".')
  }
  if (rule !== undefined) {
    return isJsonObject(rule)
      ? { rule: rule as TargetingRule }
      : problem('INVALID_INPUT', '"rule" is no JSONLogic object.')
  }
  if (segment !== undefined) {
    if (typeof segment === 'string' && segments.includes(segment)) return { rule: { $ref: segment } }
    const known =
      segments.length > 0 ? `There are ${segments.slice(0, 20).join(', ')}.` : 'There are none yet.'
    return problem('INVALID_INPUT', `${JSON.stringify(segment)} is no segment. ${known}`)
  }
  const isList =
    Array.isArray(values) &&
    values.length > 0 &&
    values.every((value) => ['string', 'number', 'boolean'].includes(typeof value))
  if (typeof attribute !== 'string' || attribute === '' || !isList) {
    return problem(
      'INVALID_INPUT',
      '"attribute" and "values" are no name with a list of texts, numbers or booleans.',
    )
  }
  return { rule: { in: [{ var: attribute }, values] } }
}

function tooMany(what: string): Problem {
  return problem('INVALID_INPUT', `there would be more than ${MAX_ENTRIES} ${what}. Write a segment instead.`)
}
