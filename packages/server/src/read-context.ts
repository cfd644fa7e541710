import { type EvaluationContext, isJsonObject } from '@halyard/schema'

/**
 * Reads whom flags are to be evaluated for. A targeting key may be absent: nobody who is anonymous has one.
 *
 * @returns the context, or a sentence that says what is wrong with it.
 * @example readContext({ targetingKey: 7 }) // '"context.targetingKey" is no text. Send a text, or leave it away.'
 */
export function readContext(value: unknown): EvaluationContext | string {
  if (!isJsonObject(value)) return '"context" is no JSON object. Send one such as {"targetingKey":"user-7"}.'
  const { targetingKey } = value
  return targetingKey === undefined || typeof targetingKey === 'string'
    ? (value as EvaluationContext)
    : '"context.targetingKey" is no text. Send a text, or leave it away.'
}
