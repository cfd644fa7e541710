import type { ServiceRequest } from '../service-request.ts'
import { type Problem, problem } from './problem.ts'

/**
 * Whether an answer is wanted as CSV: `?format=csv`, or, where no format is named, `Accept: text/csv`.
 *
 * @example readFormat(new Request(address, { headers: { Accept: 'text/csv' } }), new URL(address)) // true
 */
export function readFormat(request: ServiceRequest, url: URL): boolean | Problem {
  const format = url.searchParams.get('format')
  if (format === null) return /^\s*text\/csv\b/i.test(request.headers.get('accept') ?? '')
  return format === 'csv' || format === 'json'
    ? format === 'csv'
    : problem('INVALID_INPUT', '"format" is neither "json" nor "csv".')
}
