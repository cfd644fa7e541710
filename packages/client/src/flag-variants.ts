import { type FlagSet, type FlagValue, type FlagValueType, flagValueType } from '@halyard/schema'
import { isSameValue } from './outcome.ts'

type Variants = { readonly [variant: string]: FlagValue }

/** A flag's values by variant; empty for an unknown flag. */
export function variantsOf(flagSet: FlagSet | undefined, flagKey: string): Variants {
  // Only the envelope of a received flag set was checked, so a flag may be anything.
  return (flagSet && Object.hasOwn(flagSet.flags, flagKey) && flagSet.flags[flagKey]?.variants) || {}
}

/** The type of a flag's values, `undefined` for an unknown flag. */
export function flagTypeIn(flagSet: FlagSet | undefined, flagKey: string): FlagValueType | undefined {
  return flagValueType(Object.values(variantsOf(flagSet, flagKey))[0])
}

/** The first variant that has a value, `undefined` where none has. */
export function variantWithValue(
  flagSet: FlagSet | undefined,
  flagKey: string,
  value: FlagValue,
): string | undefined {
  const variants = Object.entries(variantsOf(flagSet, flagKey))
  return variants.find(([, candidate]) => isSameValue(candidate, value))?.[0]
}
