import type { Flag, FlagSet, TargetingRule } from '../flag-set.ts'
import type { JsonValue } from '../json-value.ts'
import { RELEASE, type Release, type ReleaseSlice, readRelease } from './release.ts'
import { isNoRule, replaceRest } from './rule-rest.ts'

const NOW: TargetingRule = { var: '$flagd.timestamp' }

/**
 * Turns `x-release` into targeting that every evaluator of the format understands. Instants are compared with
 * `$flagd.timestamp`, so what is scheduled happens in every page by itself.
 *
 * @param flagSet best from `parseFlagSet`, which warns of what cannot be used. It is not changed.
 * @returns the very flag set where no flag has a release; so what was lowered is not lowered again.
 * @example lowerPrerequisites(lowerReleases(result.flagSet)) // before it is served
 */
export function lowerReleases(flagSet: FlagSet): FlagSet {
  if (Object.values(flagSet.flags).every((flag) => flag[RELEASE] === undefined)) return flagSet
  const entries = Object.entries(flagSet.flags)
  // fromEntries defines properties, so that a flag named "__proto__" is a flag like any other
  return { ...flagSet, flags: Object.fromEntries(entries.map(([key, flag]) => [key, lowerRelease(flag)])) }
}

function lowerRelease(flag: Flag): Flag {
  const { [RELEASE]: written, ...lowered } = flag
  if (written === undefined) return flag
  const { release } = readRelease(flag)
  const rest = ruleForRest(release)
  const own = rest === undefined ? flag.targeting : replaceRest(flag.targeting, rest)
  const singled = [
    ...(release.trials ?? []).flatMap(({ targetingKey, variant, until }): JsonValue[] => [
      { and: [{ '===': [{ var: 'targetingKey' }, targetingKey] }, { '<': [NOW, until] }] },
      variant,
    ]),
    ...(release.targets ?? []).flatMap(({ when, variant }): JsonValue[] => [when, variant]),
  ]
  if (singled.length > 0) {
    return { ...lowered, targeting: { if: [...singled, own === undefined || isNoRule(own) ? null : own] } }
  }
  return own === undefined ? lowered : { ...lowered, targeting: own }
}

function ruleForRest({ rollout, schedule = [] }: Release): TargetingRule | undefined {
  if (!rollout) return undefined
  const split = (slices: readonly ReleaseSlice[]) => splitRule(slices, rollout.by)
  // the latest first, because the first condition that holds decides
  const stages = [...schedule]
    .reverse()
    .flatMap(({ at, slices }): JsonValue[] => [{ '>=': [NOW, at] }, split(slices)])
  return stages.length > 0 ? { if: [...stages, split(rollout.slices)] } : split(rollout.slices)
}

/** One variant for everybody needs no split, and so no targeting key. */
function splitRule(slices: readonly ReleaseSlice[], by: TargetingRule | undefined): JsonValue {
  const filled = slices.filter(([, parts]) => parts > 0)
  const [first] = filled
  if (first && filled.every(([variant]) => variant === first[0])) return first[0]
  return { fractional: [...(by === undefined ? [] : [by]), ...filled] }
}
