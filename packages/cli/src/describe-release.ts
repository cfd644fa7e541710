import {
  type Flag,
  isJsonObject,
  RELEASE_PARTS,
  type ReleaseSlice,
  type ReleaseTarget,
  readRelease,
} from '@halyard/schema'
import { formatUtc } from './format-utc.ts'

/**
 * Says in words whom a flag is released to besides its own targeting; `''` where to nobody.
 *
 * @example describeRelease(flag) // 'on 10 %, off 90 %, 2 stages, 1 target'
 */
export function describeRelease(flag: Flag): string {
  const { rollout, schedule = [], targets = [], trials = [] } = readRelease(flag).release
  return [
    ...(rollout ? [describeShares(rollout.slices)] : []),
    ...count(schedule.length, 'stage'),
    ...count(targets.length, 'target'),
    ...count(trials.length, 'trial'),
  ].join(', ')
}

/**
 * Says in words whom a flag is released to, one line for each trial, target and stage, in the order in which they are asked.
 *
 * @example describeReleaseInFull(flag) // ['on for the segment staff', 'on 10 %, off 90 %', 'on 100 % from 2026-12-01 09:00:00 UTC']
 */
export function describeReleaseInFull(flag: Flag): readonly string[] {
  const { rollout, schedule = [], targets = [], trials = [] } = readRelease(flag).release
  return [
    ...trials.map(
      ({ targetingKey, variant, until }) => `${variant} for ${targetingKey} until ${instant(until)}`,
    ),
    ...targets.map(({ when, variant }) => `${variant} for ${describeTarget(when)}`),
    ...(rollout ? [describeShares(rollout.slices)] : []),
    ...schedule.map(({ at, slices }) => `${describeShares(slices)} from ${instant(at)}`),
  ]
}

function describeTarget(when: ReleaseTarget['when']): string {
  return isJsonObject(when) && typeof when.$ref === 'string'
    ? `the segment ${when.$ref}`
    : JSON.stringify(when)
}

function instant(seconds: number): string {
  return `${formatUtc(seconds * 1000)} UTC`
}

function describeShares(slices: readonly ReleaseSlice[]): string {
  const shares = new Map<string, number>()
  for (const [variant, parts] of slices) shares.set(variant, (shares.get(variant) ?? 0) + parts)
  return [...shares].map(([variant, parts]) => `${variant} ${(parts * 100) / RELEASE_PARTS} %`).join(', ')
}

function count(number: number, what: string): readonly string[] {
  return number === 0 ? [] : [`${number} ${what}${number === 1 ? '' : 's'}`]
}
