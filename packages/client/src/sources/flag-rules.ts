import {
  type CompiledFlagSet,
  compileFlagSet,
  evaluate,
  flagOf,
  readsTime,
  recompile,
} from '@halyard/evaluator'
import type { nextChangeAt } from '@halyard/evaluator/next-change-at'
import type { FlagSet } from '@halyard/schema'
import { followTime } from '../follow-time.ts'
import type { FlagView } from './flag-source.ts'

// Code, once it is loaded, and no state: all clients of a page share it.
let foresee: typeof nextChangeAt | undefined

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
    followTime,
    nextChangeAt(flagKey, context, nowMs) {
      if (foresee) return foresee(compiled, flagKey, context, { nowMs })
      // A chunk of its own: only pages that read a flag with a schedule load it.
      return import('@halyard/evaluator/next-change-at').then((chunk) => {
        foresee = chunk.nextChangeAt
      })
    },
  }
}
