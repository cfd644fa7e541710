import { type CompiledFlagSet, findFlag } from '../compile-flag-set.ts'
import { TIME } from '../compile-rule.ts'

/**
 * Tells whether the targeting of a flag reads the time, so that {@link nextChangeAt} has something to say of it. Costs
 * as little as an evaluation. Total: an unknown flag reads nothing.
 *
 * @returns `true` also where it may, because the rule computes what it reads.
 * @example readsTime(compiled, 'summer-sale') // true
 */
export function readsTime(compiled: CompiledFlagSet, flagKey: string): boolean {
  return findFlag(compiled, flagKey)?.uses?.has(TIME) ?? false
}
