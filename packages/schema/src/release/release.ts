import type { Flag, TargetingRule } from '../flag-set.ts'
import { joinPointer } from '../json-pointer.ts'
import { isJsonObject } from '../json-value.ts'

/** The property of a flag that says to whom it is released, and when. flagd and its SDKs ignore it. */
export const RELEASE = 'x-release'

/** How many parts everybody is divided into: a thousandth of a percent each. */
export const RELEASE_PARTS = 100_000

/** A variant, and how many of {@link RELEASE_PARTS} get it. A variant may have several slices. */
export type ReleaseSlice = readonly [variant: string, parts: number]

/** A variant for one targeting key, until an instant. */
export interface ReleaseTrial {
  readonly targetingKey: string
  readonly variant: string
  /** The first second since 1970 at which it has ended. */
  readonly until: number
}

/** A variant for everybody for whom a rule holds. */
export interface ReleaseTarget {
  readonly when: TargetingRule
  readonly variant: string
}

/** How the rest is divided from an instant on. */
export interface ReleaseStage {
  /** Seconds since 1970. */
  readonly at: number
  readonly slices: readonly ReleaseSlice[]
}

/**
 * Whom a flag is released to, besides its targeting: trials come first, then targets, then the flag's own targeting. The
 * rollout is for the rest, those whom no condition of the targeting singles out; stages of the schedule replace it.
 *
 * @example { targets: [{ when: { $ref: 'staff' }, variant: 'on' }], rollout: { slices: [['on', 10000], ['off', 90000]] } }
 */
export interface Release {
  readonly trials?: readonly ReleaseTrial[]
  readonly targets?: readonly ReleaseTarget[]
  readonly rollout?: {
    /** What people are divided by. @default the flag's key and the targeting key, as in flagd's shorthand */
    readonly by?: TargetingRule
    readonly slices: readonly ReleaseSlice[]
  }
  /** Sorted by {@link ReleaseStage.at}; needs a rollout, which is in force before the first stage. */
  readonly schedule?: readonly ReleaseStage[]
}

/**
 * Reads the release of a flag, as far as it can be used.
 *
 * @returns the release, and the pointers, from the flag, to what had to be left out.
 * @example readRelease(flag).release.trials ?? []
 */
export function readRelease(flag: Flag): { readonly release: Release; readonly unusable: readonly string[] } {
  const written: unknown = flag[RELEASE]
  const place = joinPointer('', RELEASE)
  if (written === undefined || written === null) return { release: {}, unusable: [] }
  if (!isJsonObject(written)) return { release: {}, unusable: [place] }
  const unusable: string[] = []
  const hasVariant = (name: unknown): name is string =>
    typeof name === 'string' && Object.hasOwn(flag.variants, name)

  function list<T>(name: string, isUsable: (entry: { readonly [key: string]: unknown }) => boolean) {
    const entries = written && isJsonObject(written) ? written[name] : undefined
    if (entries === undefined) return undefined
    const pointer = joinPointer(place, name)
    if (!Array.isArray(entries)) {
      unusable.push(pointer)
      return undefined
    }
    return entries.filter((entry, index) => {
      if (isJsonObject(entry) && isUsable(entry)) return true
      unusable.push(joinPointer(pointer, index))
      return false
    }) as readonly T[]
  }
  const isSplit = (slices: unknown) =>
    Array.isArray(slices) &&
    slices.length > 0 &&
    slices.every((slice) => Array.isArray(slice) && hasVariant(slice[0]) && isWeight(slice[1]))

  const trials = list<ReleaseTrial>(
    'trials',
    ({ targetingKey, variant, until }) =>
      typeof targetingKey === 'string' && hasVariant(variant) && Number.isFinite(until),
  )
  const targets = list<ReleaseTarget>(
    'targets',
    ({ when, variant }) => when !== undefined && hasVariant(variant),
  )
  const schedule = list<ReleaseStage>('schedule', ({ at, slices }) => Number.isFinite(at) && isSplit(slices))
  const { rollout } = written
  const hasRollout = isJsonObject(rollout) && isSplit(rollout.slices)
  if (rollout !== undefined && !hasRollout) unusable.push(joinPointer(place, 'rollout'))
  if (schedule?.length && !hasRollout) unusable.push(joinPointer(place, 'schedule'))
  return {
    release: {
      ...(trials && { trials }),
      ...(targets && { targets }),
      ...(hasRollout && { rollout: rollout as unknown as NonNullable<Release['rollout']> }),
      ...(hasRollout && schedule && { schedule: [...schedule].sort((a, b) => a.at - b.at) }),
    },
    unusable,
  }
}

function isWeight(weight: unknown): boolean {
  return Number.isSafeInteger(weight) && (weight as number) >= 0
}
