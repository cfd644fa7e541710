import { type Flag, RELEASE_PARTS, type ReleaseSlice, readRelease } from '@halyard/schema'

/**
 * Says in words whom a flag is released to besides its own targeting; `''` where to nobody.
 *
 * @example describeRelease(flag) // 'on 10 %, off 90 %, 2 stages, 1 target'
 */
export function describeRelease(flag: Flag): string {
  const { rollout, schedule = [], targets = [], trials = [] } = readRelease(flag).release
  return [
    ...(rollout ? describeShares(rollout.slices) : []),
    ...count(schedule.length, 'stage'),
    ...count(targets.length, 'target'),
    ...count(trials.length, 'trial'),
  ].join(', ')
}

function describeShares(slices: readonly ReleaseSlice[]): readonly string[] {
  const shares = new Map<string, number>()
  for (const [variant, parts] of slices) shares.set(variant, (shares.get(variant) ?? 0) + parts)
  return [...shares].map(([variant, parts]) => `${variant} ${(parts * 100) / RELEASE_PARTS} %`)
}

function count(number: number, what: string): readonly string[] {
  return number === 0 ? [] : [`${number} ${what}${number === 1 ? '' : 's'}`]
}
