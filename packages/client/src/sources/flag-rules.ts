import { type CompiledFlagSet, compileFlagSet, evaluate, recompile } from '@halyard/evaluator'
import type { FlagSet } from '@halyard/schema'
import type { FlagView } from './flag-source.ts'

/** Makes a flag set evaluate in the browser: the {@link FlagView} of every source that receives rules. */
export function loadFlagRules(flagSet: FlagSet): FlagView {
  return viewOf(compileFlagSet(flagSet))
}

function viewOf(compiled: CompiledFlagSet): FlagView {
  return {
    flagSet: compiled.flagSet,
    patch: (changes) => viewOf(recompile(compiled, changes)),
    evaluate: (flagKey, fallback, context, nowMs) =>
      evaluate(compiled, flagKey, fallback, context, { nowMs }),
  }
}
