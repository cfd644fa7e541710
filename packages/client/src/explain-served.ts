import { type CompiledFlagSet, compileFlagSet, type Explanation, explain } from '@halyard/evaluator'
import type { EvaluationContext } from '@halyard/schema'
import type { ClientInspection } from './inspection.ts'

/** The rules that a client holds, compiled for looking into them: once for as long as it holds them. */
export function compileHeld({ store }: Pick<ClientInspection, 'store'>): CompiledFlagSet {
  const { held } = store.inputs
  if (!held) return compileFlagSet({ flags: {} })
  let compiled = compiledViews.get(held.view)
  if (!compiled) {
    compiled = compileFlagSet(held.flagSet)
    compiledViews.set(held.view, compiled)
  }
  return compiled
}

// A view does not change, so what was made of it holds for all who look at it.
const compiledViews = new WeakMap<object, CompiledFlagSet>()

/** Explains what the rules that a client holds give for a context, now. Is no read. */
export function explainServed(
  inspection: Pick<ClientInspection, 'store' | 'now'>,
  flagKey: string,
  context: EvaluationContext,
): Explanation {
  return explain(compileHeld(inspection), flagKey, undefined, context, { nowMs: inspection.now() })
}
