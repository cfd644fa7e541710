import { compileFlagSet, evaluate, recompile } from '@halyard/evaluator'
import type { FlagSet, FlagSetChanges } from '@halyard/schema'
import { toFlagdFlag, toFlagdSet } from '../flags/flagd-format.ts'
import type { SampleContext } from '../flags/sample-flag.ts'
import type { Subject } from './subject.ts'

const OPTIONS = { nowMs: 1_800_000_000_000 }

/** Halyard, loaded as its client loads what its service has checked. */
export const halyardSubject: Subject<SampleContext> = {
  name: 'Halyard',
  splitsAsFlagd: true,
  describe: (flags) => JSON.stringify(toFlagdSet(flags)),
  describeChange: (changed) => JSON.stringify({ flags: { [changed.key]: toFlagdFlag(changed) } }),
  prepareContext: (context) => context,
  load(text) {
    let compiled = compileFlagSet(JSON.parse(text) as FlagSet)
    return {
      value: (flagKey, fallback, context) => evaluate(compiled, flagKey, fallback, context, OPTIONS).value,
      change(changes) {
        compiled = recompile(compiled, JSON.parse(changes) as FlagSetChanges)
      },
      close: () => undefined,
    }
  },
}
