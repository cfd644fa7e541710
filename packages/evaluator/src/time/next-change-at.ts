import type { EvaluationContext } from '@halyard/schema'
import type { CompiledFlagSet } from '../compile-flag-set.ts'
import type { EvaluationOptions } from '../evaluate.ts'
import { traceEvaluation } from '../trace/trace-evaluation.ts'
import { readsTime } from './reads-time.ts'
import { watchTime } from './watch-time.ts'

/**
 * Tells when time alone can next change what a flag gives for a context: when to evaluate it again on an idle page.
 *
 * Exact for comparisons of `$flagd.timestamp`, also under `+ - * / max min` with anything that time does not change, as
 * far as the evaluation reaches them now. Any other use of the time, a weight that is computed from it for example,
 * gives the next whole second. Never later than an actual change.
 *
 * @param options the time to look ahead from.
 * @returns milliseconds since 1970, a whole second after `nowMs`; `null` where time changes nothing any more, or where
 * `nowMs` is no time. Does not throw.
 * @example
 * // targeting: { if: [{ '>=': [{ var: '$flagd.timestamp' }, 1700000000] }, 'on'] }
 * nextChangeAt(compiled, 'release', {}, { nowMs: 0 }) // 1700000000000
 */
export function nextChangeAt(
  compiled: CompiledFlagSet,
  flagKey: string,
  context: EvaluationContext,
  options: EvaluationOptions,
): number | null {
  const now = Math.floor(options.nowMs / 1000)
  if (!Number.isSafeInteger(now) || !readsTime(compiled, flagKey)) return null
  const { watch, nextChange } = watchTime(now)
  traceEvaluation(compiled, flagKey, undefined, context, options, watch)
  const second = nextChange()
  return Number.isFinite(second) ? second * 1000 : null
}
