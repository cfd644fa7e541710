import { type ContextPreview, type EvaluatedFlag, MAX_PREVIEWED } from '@halyard/devtools'
import { type EvaluationContext, isJsonObject } from '@halyard/schema'
import type { ClientInspection } from '../inspection.ts'
import { isSameValue } from '../outcome.ts'
import { outcomeOf } from './explain-to-panel.ts'

/**
 * Evaluates every flag that a client holds for another context, and changes nothing.
 *
 * @throws Error where a server evaluates: what it would say is not known here.
 */
export function previewContext({ store, now }: ClientInspection, context: EvaluationContext): ContextPreview {
  const { held, context: current } = store.inputs
  if (!held) return { changed: [], leftOut: 0, evaluated: 0 }
  const { view, freshness } = held
  const flags = Object.entries(held.flagSet.flags)
  if (flags.some(([, flag]) => isJsonObject(flag) && 'x-verdict' in flag)) {
    throw new Error(
      'a server evaluates the flags of this client, so what would change is known once it is set',
    )
  }
  const nowMs = now()
  const flagKeys = flags.map(([flagKey]) => flagKey)
  const evaluateAll = (whom: EvaluationContext) =>
    // One context after the other: what is made of a context is remembered for the last one only.
    flagKeys.map((flagKey) => view.evaluate(flagKey, undefined, whom, nowMs, freshness))
  const before = evaluateAll(current)
  const after = evaluateAll(context)
  const changed: EvaluatedFlag[] = []
  let leftOut = 0
  for (const [index, next] of after.entries()) {
    const old = before[index]
    const isSame = old?.variant === next.variant && isSameValue(old?.value, next.value)
    if (isSame || store.evaluate(next.flagKey).reason === 'OVERRIDE') continue
    if (changed.length < MAX_PREVIEWED) changed.push(outcomeOf(next))
    else leftOut += 1
  }
  return { changed, leftOut, evaluated: flagKeys.length }
}
