import type { FlagValue } from '@halyard/schema'
import type { SampleFlag } from './sample-flag.ts'
import { valueForVisitor } from './visitor.ts'

/** One flag as LaunchDarkly's service evaluates it. */
interface EvaluatedFlag {
  readonly value: FlagValue
  readonly variation: number
  readonly version: number
  readonly flagVersion: number
}

/** The flags as LaunchDarkly's service answers, evaluated. */
export function toLaunchDarklyFlags(flags: readonly SampleFlag[]): { readonly [key: string]: EvaluatedFlag } {
  return Object.fromEntries(flags.map((flag) => [flag.key, evaluated(flag, 1)]))
}

/** The flags as a page gives them to LaunchDarkly's SDKs to begin with. */
export function toLaunchDarklyBootstrap(flags: readonly SampleFlag[]): Readonly<Record<string, unknown>> {
  const states = flags.map((flag) => {
    const { value: _, ...state } = evaluated(flag, 1)
    return [flag.key, state]
  })
  return {
    ...Object.fromEntries(flags.map((flag) => [flag.key, valueForVisitor(flag)])),
    $flagsState: Object.fromEntries(states),
    $valid: true,
  }
}

/** One changed flag as LaunchDarkly's stream sends it. */
export function toLaunchDarklyPatch(changed: SampleFlag, version: number): EvaluatedFlag & { key: string } {
  return { key: changed.key, ...evaluated(changed, version) }
}

function evaluated(flag: SampleFlag, version: number): EvaluatedFlag {
  const value = valueForVisitor(flag)
  return { value, variation: value === false ? 1 : 0, version, flagVersion: version }
}
