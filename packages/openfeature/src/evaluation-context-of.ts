import type { EvaluationContext as HalyardContext } from '@halyard/schema'
import { type EvaluationContext, InvalidContextError } from '@openfeature/core'

/**
 * The context that rules see: OpenFeature's, as JSON has it, so that a rule finds the same here as behind a service. A date
 * is a text such as `2027-01-31T00:00:00.000Z`.
 *
 * @throws InvalidContextError for a context that JSON cannot hold, such as one with a circle in it.
 * @example evaluationContextOf({ targetingKey: 'user-7', since: new Date(0) }) // { targetingKey: 'user-7', since: '1970-01-01T00:00:00.000Z' }
 */
export function evaluationContextOf(context: EvaluationContext): HalyardContext {
  // Most contexts hold nothing that JSON says in another way, and servers get one with every evaluation.
  if (Object.values(context).every((value) => typeof value !== 'object')) return context as HalyardContext
  try {
    return JSON.parse(JSON.stringify(context)) as HalyardContext
  } catch (cause) {
    throw new InvalidContextError(`the context is no JSON; give text, numbers, booleans and dates: ${cause}`)
  }
}
