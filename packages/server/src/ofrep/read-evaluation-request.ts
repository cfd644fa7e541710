import { parseJson } from '@halyard/protocol/wire'
import { type EvaluationContext, isJsonObject } from '@halyard/schema'
import { readBody } from '../read-body.ts'
import { readContext } from '../read-context.ts'
import type { ServiceRequest } from '../service-request.ts'

/** How long the body of an evaluation may be, in bytes. */
const MAX_EVALUATION_BODY_BYTES = 2 ** 16

/** What is wrong with a request, as OFREP says it. */
export interface EvaluationRequestFault {
  readonly status: number
  readonly errorCode: 'PARSE_ERROR' | 'INVALID_CONTEXT' | 'GENERAL'
  readonly errorDetails: string
}

/** Whom flags are to be evaluated for. */
export interface EvaluationRequest {
  readonly context: EvaluationContext
}

/** Reads the body of an evaluation's request. */
export async function readEvaluationText(
  request: ServiceRequest,
): Promise<{ readonly text: string } | EvaluationRequestFault> {
  const text = await readBody(request, MAX_EVALUATION_BODY_BYTES)
  return text === null
    ? fault('GENERAL', `The body is longer than ${MAX_EVALUATION_BODY_BYTES} bytes. Send less.`, 413)
    : { text }
}

/**
 * Says whom flags are to be evaluated for. A targeting key may be absent, though OFREP's document says that it is
 * required: nobody who is anonymous has one, and OpenFeature's SDKs begin without.
 *
 * @param text the body of the request.
 * @example parseEvaluationRequest('{"context":{"targetingKey":"user-7"}}') // { context: { targetingKey: 'user-7' } }
 */
export function parseEvaluationRequest(text: string): EvaluationRequest | EvaluationRequestFault {
  const body = parseJson(text)
  if (!isJsonObject(body)) {
    return fault('PARSE_ERROR', 'The body is no JSON object. Send {"context":{"targetingKey":"…"}}.')
  }
  const context = readContext(body.context)
  return typeof context === 'string' ? fault('INVALID_CONTEXT', context) : { context }
}

function fault(
  errorCode: EvaluationRequestFault['errorCode'],
  errorDetails: string,
  status = 400,
): EvaluationRequestFault {
  return { status, errorCode, errorDetails }
}
