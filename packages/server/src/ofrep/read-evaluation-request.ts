import { parseJson } from '@halyard/protocol/wire'
import { type EvaluationContext, isJsonObject } from '@halyard/schema'
import { readBody } from '../read-body.ts'
import type { ServiceRequest } from '../service-request.ts'

/** How long the body of an evaluation may be, in bytes. */
const MAX_EVALUATION_BODY_BYTES = 2 ** 16

/** What is wrong with a request, as OFREP says it. */
export interface EvaluationRequestFault {
  readonly status: number
  readonly errorCode: 'PARSE_ERROR' | 'INVALID_CONTEXT' | 'GENERAL'
  readonly errorDetails: string
}

/**
 * Reads whom flags are to be evaluated for. A targeting key may be absent, though OFREP's document says that it is
 * required: nobody who is anonymous has one, and OpenFeature's SDKs begin without.
 *
 * @example const context = await readEvaluationRequest(request)
 */
export async function readEvaluationRequest(
  request: ServiceRequest,
): Promise<{ readonly context: EvaluationContext } | EvaluationRequestFault> {
  const text = await readBody(request, MAX_EVALUATION_BODY_BYTES)
  if (text === null) {
    return fault('GENERAL', `The body is longer than ${MAX_EVALUATION_BODY_BYTES} bytes. Send less.`, 413)
  }
  const body = parseJson(text)
  if (!isJsonObject(body)) {
    return fault('PARSE_ERROR', 'The body is no JSON object. Send {"context":{"targetingKey":"…"}}.')
  }
  const { context } = body
  if (!isJsonObject(context)) {
    return fault('INVALID_CONTEXT', 'There is no object "context". Send {"context":{"targetingKey":"…"}}.')
  }
  if (context.targetingKey !== undefined && typeof context.targetingKey !== 'string') {
    return fault('INVALID_CONTEXT', 'The "targetingKey" of the context must be a text, or absent.')
  }
  return { context: context as EvaluationContext }
}

function fault(
  errorCode: EvaluationRequestFault['errorCode'],
  errorDetails: string,
  status = 400,
): EvaluationRequestFault {
  return { status, errorCode, errorDetails }
}
