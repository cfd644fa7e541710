import {
  type CompiledFlagSet,
  compileFlagSet,
  evaluate,
  flagOf,
  readsTime,
  recompile,
} from '@halyard/evaluator'
import type { FlagSet } from '@halyard/schema'
import type { FlagView } from './flag-source.ts'

/** Makes a flag set evaluate in the browser: the {@link FlagView} of every source that receives rules. */
export function loadFlagRules(flagSet: FlagSet): FlagView {
  return viewOf(compileFlagSet(flagSet))
}

function viewOf(compiled: CompiledFlagSet): FlagView {
  return {
    get flagSet() {
      return compiled.flagSet
    },
    flag: (flagKey) => flagOf(compiled, flagKey),
    patch: (changes) => viewOf(recompile(compiled, changes)),
    evaluate: (flagKey, fallback, context, nowMs) =>
      evaluate(compiled, flagKey, fallback, context, { nowMs }),
    readsTime: (flagKey) => readsTime(compiled, flagKey),
    async nextChangeAt(flagKey, context, nowMs) {
      // A chunk of its own: only pages that read a flag with a schedule load it.
      const { nextChangeAt } = await import('@halyard/evaluator/next-change-at')
      return nextChangeAt(compiled, flagKey, context, { nowMs })
    },
  }
}
