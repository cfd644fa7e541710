import type { InsightsStore } from '../../insights/insights-store.ts'
import type { Call, Handler, Reply } from '../call.ts'
import { type Problem, problem } from '../problem.ts'

/** A call in an environment of which there are insights. */
export interface CountedCall extends Call {
  readonly insights: InsightsStore
}

/** Makes a handler of one that needs insights. */
export function withInsights(report: (call: CountedCall) => Reply | Problem): Handler {
  return (call) => {
    const { insights, params } = call
    return insights ? report({ ...call, insights }) : problem('NOT_COUNTED', params.environment ?? '')
  }
}
