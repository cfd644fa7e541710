import type { FlagOutcome } from './page-snapshot.ts'
import { isSameValue } from './same-value.ts'

/** One flag on both sides. */
export interface ComparedFlag {
  readonly flagKey: string
  readonly here?: FlagOutcome
  readonly there?: FlagOutcome
  /** How the sides differ: the first of these that does. */
  readonly difference: Difference
}

/** How two outcomes differ; where several parts do, the first of these. */
export type Difference = 'only-here' | 'only-there' | 'value' | 'variant' | 'reason' | 'none'

/** Compares what each flag gives, in alphabetical order of the keys. */
export function compareOutcomes(
  here: ReadonlyMap<string, FlagOutcome>,
  there: ReadonlyMap<string, FlagOutcome>,
): readonly ComparedFlag[] {
  const keys = [...new Set([...here.keys(), ...there.keys()])].sort((a, b) => (a < b ? -1 : 1))
  return keys.map((flagKey) => {
    const ours = here.get(flagKey)
    const theirs = there.get(flagKey)
    return {
      flagKey,
      ...(ours && { here: ours }),
      ...(theirs && { there: theirs }),
      difference: differenceOf(ours, theirs),
    }
  })
}

function differenceOf(here: FlagOutcome | undefined, there: FlagOutcome | undefined): Difference {
  if (!here) return 'only-there'
  if (!there) return 'only-here'
  if (!isSameValue(here.value, there.value)) return 'value'
  if (here.variant !== there.variant) return 'variant'
  return here.reason === there.reason ? 'none' : 'reason'
}
