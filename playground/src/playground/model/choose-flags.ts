import type { FlagReport } from '@halyard/devtools'
import { isSameValue } from '@halyard/extension/same-value'
import type { FlagValue } from '@halyard/schema'
import { chosenFlags, variationsOf } from './sheet-axes.ts'
import type { FlagChoice, SheetState } from './sheet-state.ts'

/** What a choice of flags is made from. */
export interface FlagChoosing {
  readonly state: Pick<SheetState, 'flags'>
  readonly known: readonly FlagReport[]
}

/**
 * Takes a flag into the sheet, or out of it.
 *
 * @example onStateChange({ flags: toggleFlag({ state, known }, 'hero') })
 */
export function toggleFlag({ state, known }: FlagChoosing, flagKey: string): readonly FlagChoice[] {
  const chosen = chosenFlags(state, known)
  const others = chosen.filter((choice) => choice.flagKey !== flagKey)
  return others.length < chosen.length ? others : [...chosen, { flagKey }]
}

/**
 * Takes a value of a flag into the sheet, or out of it; a flag without any value is taken out itself. A value that is
 * none of the flag's variations stands after them.
 */
export function toggleValue(
  choosing: FlagChoosing,
  flagKey: string,
  value: FlagValue,
): readonly FlagChoice[] {
  const before = chosenValues(choosing, flagKey)
  const without = before.filter((candidate) => !isSameValue(candidate, value))
  const values = without.length < before.length ? without : [...before, value]
  if (values.length === 0) return toggleFlag(choosing, flagKey)
  const variations = variationsOf(choosing.known.find((flag) => flag.flagKey === flagKey))
  const isVariation = (candidate: FlagValue): boolean =>
    variations.some((variation) => isSameValue(variation.value, candidate))
  const own = variations
    .map((variation) => variation.value)
    .filter((candidate) => values.some((chosen) => isSameValue(chosen, candidate)))
  const foreign = values.filter((candidate) => !isVariation(candidate))
  const isAll = own.length === variations.length && foreign.length === 0
  return withChoice(choosing, isAll ? { flagKey } : { flagKey, values: [...own, ...foreign] })
}

/** Gives a flag one value in every cell, or, where it has that already, all of its variations again. */
export function pinValue(choosing: FlagChoosing, flagKey: string, value: FlagValue): readonly FlagChoice[] {
  const before = chosenValues(choosing, flagKey)
  const isPinned = before.length === 1 && isSameValue(before[0] as FlagValue, value)
  return withChoice(choosing, isPinned ? { flagKey } : { flagKey, values: [value] })
}

/** The values that a flag is looked at with; none where it is not chosen. */
export function chosenValues({ state, known }: FlagChoosing, flagKey: string): readonly FlagValue[] {
  const choice = chosenFlags(state, known).find((candidate) => candidate.flagKey === flagKey)
  if (!choice) return []
  const flag = known.find((candidate) => candidate.flagKey === flagKey)
  return choice.values ?? variationsOf(flag).map(({ value }) => value)
}

function withChoice({ state, known }: FlagChoosing, choice: FlagChoice): readonly FlagChoice[] {
  const chosen = chosenFlags(state, known)
  return chosen.some(({ flagKey }) => flagKey === choice.flagKey)
    ? chosen.map((candidate) => (candidate.flagKey === choice.flagKey ? choice : candidate))
    : [...chosen, choice]
}
