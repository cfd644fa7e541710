import {
  type Flag,
  isJsonObject,
  RELEASE_PARTS,
  type Release,
  type ReleaseSlice,
  type ReleaseStage,
  readRelease,
  restOf,
  type TargetingRule,
} from '@halyard/schema'
import { isProblem, type Problem, problem } from '../problem.ts'
import type { Intent, IntentScene } from './intent.ts'
import { readInstant } from './read-instant.ts'
import { readVariant } from './read-variant.ts'
import { reslice } from './reslice.ts'
import { withRelease } from './with-release.ts'

const MAX_STAGES = 100

/**
 * Divides the rest, those whom no rule singles out, by percent: `{ weights: { on: 10 } }`. What is missing to 100 goes to the
 * default variant. Nobody changes the variant without need. Ends a schedule; `{ weights: null }` ends the rollout.
 */
export const rollout: Intent = (flag, { weights }, scene) => {
  if (weights === null) return withRelease(flag, { rollout: undefined, schedule: undefined })
  const start = startOf(flag, scene)
  if (isProblem(start)) return start
  const slices = divide(flag, start.slices, weights)
  return isProblem(slices)
    ? slices
    : withRelease(flag, { rollout: { ...start, slices: slices.slices }, schedule: undefined })
}

/**
 * Divides the rest anew at instants to come: `{ stages: [{ at, weights }, …] }`, each as {@link rollout} would. They replace
 * those that were planned; what is in force now stays until the first. No stages at all pause a schedule where it stands.
 */
export const schedule: Intent = (flag, { stages }, scene) => {
  if (!Array.isArray(stages) || stages.length > MAX_STAGES) {
    return problem('INVALID_INPUT', `"stages" is no list of at most ${MAX_STAGES} stages.`)
  }
  const start = startOf(flag, scene)
  if (isProblem(start)) return start
  const planned: ReleaseStage[] = []
  let slices = start.slices
  for (const stage of stages) {
    if (!isJsonObject(stage)) return problem('INVALID_INPUT', 'a stage is no object with "at" and "weights".')
    const at = readInstant(stage.at, 'at')
    if (typeof at === 'object') return at
    if (at <= (planned.at(-1)?.at ?? Math.floor(scene.nowMs / 1000))) {
      return problem(
        'INVALID_INPUT',
        'a stage is in the past, or before the one above it. Put them in order.',
      )
    }
    const divided = divide(flag, slices, stage.weights)
    if (isProblem(divided)) return divided
    slices = divided.slices
    planned.push({ at, slices })
  }
  return withRelease(flag, { rollout: start, schedule: planned.length > 0 ? planned : undefined })
}

/** How the rest is divided at this instant, whoever divided it: a rollout, a stage, a split in the rule, or one variant. */
function startOf(flag: Flag, { nowMs, flagKey }: IntentScene): NonNullable<Release['rollout']> | Problem {
  const { rollout: current, schedule: stages = [] } = readRelease(flag).release
  const rest = restOf(flag.targeting)
  if (rest === undefined) return problem('RULE_HAS_NO_REST', flagKey)
  if (current) {
    const reached = stages.findLast(({ at }) => at * 1000 <= nowMs)
    return reached ? { ...current, slices: reached.slices } : current
  }
  const split = readSplit(flag, rest)
  if (split) return split
  const variant = rest ?? flag.defaultVariant
  const name = typeof variant === 'object' ? '' : String(variant)
  return { slices: Object.hasOwn(flag.variants, name) ? [[name, RELEASE_PARTS]] : [] }
}

/** A split that somebody wrote by hand, so that taking over from it moves nobody. */
function readSplit(flag: Flag, rule: TargetingRule): NonNullable<Release['rollout']> | undefined {
  const operands = isJsonObject(rule) ? rule.fractional : undefined
  if (!Array.isArray(operands)) return undefined
  const hasBy = !Array.isArray(operands[0])
  const buckets: readonly unknown[] = hasBy ? operands.slice(1) : operands
  const written = buckets.map((bucket): ReleaseSlice | undefined => {
    if (!Array.isArray(bucket)) return undefined
    const [variant, weight = 1]: readonly unknown[] = bucket
    const isKnown = typeof variant === 'string' && Object.hasOwn(flag.variants, variant)
    return isKnown && Number.isSafeInteger(weight) ? [variant, Math.max(0, weight as number)] : undefined
  })
  const slices = written.filter((slice) => slice !== undefined)
  const total = slices.reduce((sum, [, weight]) => sum + weight, 0)
  if (slices.length < written.length || total === 0) return undefined
  let cumulated = 0
  let reached = 0
  const scaled = slices.map(([variant, weight]): ReleaseSlice => {
    cumulated += weight
    const end = Math.round((cumulated / total) * RELEASE_PARTS)
    const parts = end - reached
    reached = end
    return [variant, parts]
  })
  return { ...(hasBy && { by: operands[0] as TargetingRule }), slices: scaled }
}

function divide(
  flag: Flag,
  slices: readonly ReleaseSlice[],
  weights: unknown,
): { readonly slices: readonly ReleaseSlice[] } | Problem {
  const wanted = readWeights(flag, weights)
  if (isProblem(wanted)) return wanted
  const rest = flag.defaultVariant || ([...wanted.keys()].at(-1) ?? '')
  return { slices: slices.length > 0 ? reslice(slices, wanted, rest) : [...wanted] }
}

/** Percent by variant, as parts that add up to all. */
function readWeights(flag: Flag, weights: unknown): ReadonlyMap<string, number> | Problem {
  if (!isJsonObject(weights)) {
    return problem('INVALID_INPUT', '"weights" is no object of percentages by variant, such as {"on": 10}.')
  }
  const wanted = new Map<string, number>()
  let total = 0
  for (const [name, percent] of Object.entries(weights)) {
    const variant = readVariant(flag, name)
    if (typeof variant === 'object') return variant
    const parts = Math.round((Number(percent) * RELEASE_PARTS) / 100)
    if (typeof percent !== 'number' || !(percent >= 0 && percent <= 100)) {
      return problem('INVALID_INPUT', `the weight of ${name} is no number from 0 to 100.`)
    }
    wanted.set(variant, parts)
    total += parts
  }
  const left = RELEASE_PARTS - total
  if (left < 0) return problem('INVALID_INPUT', 'the weights add up to more than 100. Lower one of them.')
  if (left === 0) return wanted
  const { defaultVariant } = flag
  if (!defaultVariant || wanted.has(defaultVariant)) {
    return problem('INVALID_INPUT', 'the weights add up to less than 100. Say what the others get.')
  }
  return wanted.set(defaultVariant, left)
}
