import { answerError, STRICT_HEADERS } from '../answers.ts'
import type { Admission } from '../management/admission.ts'
import { answerProblem } from '../management/management-api.ts'
import { isProblem, problem } from '../management/problem.ts'
import type { ServiceRequest } from '../service-request.ts'

/** Who may see metrics, and where they come from. */
export interface MetricsEndpoint {
  /** Lets in who may manage flags. */
  readonly admission: Admission
  /** The environment that is served; its readers may see the metrics. */
  readonly environment: string
  /** Renders the metrics as they are now. */
  render(): Promise<{ readonly contentType: string; readonly text: string }>
}

/** Answers `OPERATING_ENDPOINTS.metrics`. Figures tell outsiders what is worth attacking, so they are not for everybody. */
export async function answerMetrics(
  { method, headers }: ServiceRequest,
  { admission, environment, render }: MetricsEndpoint,
  nowMs: number,
): Promise<Response> {
  const caller = admission.admit(headers, nowMs)
  if (isProblem(caller)) return answerProblem(caller)
  if (!caller.mayUse(environment) || !caller.verbs.includes('read')) {
    return answerProblem(problem('FORBIDDEN', `read in ${environment}`))
  }
  if (method !== 'GET') return answerError('METHOD_NOT_ALLOWED', method, 'GET')
  const { contentType, text } = await render()
  return new Response(text, {
    headers: { ...STRICT_HEADERS, 'Content-Type': contentType, 'Cache-Control': 'no-store' },
  })
}
