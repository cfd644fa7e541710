import { type Flag, type FlagValue, type FlagValueType, flagValueType } from '@halyard/schema'
import { isSameValue } from './outcome.ts'

/** A flag's values by variant; empty for an unknown flag. */
export function variantsOf(flag: Flag | undefined): Flag['variants'] {
  // Only the envelope of a received flag set was checked, so a flag may be anything.
  return flag?.variants ?? {}
}

/** The type of a flag's values, `undefined` for an unknown flag. */
export function flagTypeOf(flag: Flag | undefined): FlagValueType | undefined {
  return flagValueType(Object.values(variantsOf(flag))[0])
}

/** The first variant that has a value, `undefined` where none has. */
export function variantWithValue(flag: Flag | undefined, value: FlagValue): string | undefined {
  const variants = Object.entries(variantsOf(flag))
  return variants.find(([, candidate]) => isSameValue(candidate, value))?.[0]
}
