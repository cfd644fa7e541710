import { type Problem, problem } from '../problem.ts'

/** With a zone, because without one it would depend on where the service stands. Source: RFC 3339 */
const PATTERN = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)$/

/**
 * Reads an instant as whole seconds since 1970: an RFC 3339 text, or the seconds themselves.
 *
 * @param name what to call it in a complaint.
 * @example readInstant('2026-12-01T09:00:00+01:00', 'at') // 1796112000
 */
export function readInstant(value: unknown, name: string): number | Problem {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value < 1e11) return value
  const ms = typeof value === 'string' && PATTERN.test(value) ? Date.parse(value) : Number.NaN
  if (!Number.isNaN(ms) && ms >= 0) return Math.floor(ms / 1000)
  return problem(
    'INVALID_INPUT',
    `"${name}" is no instant. Write it with its zone, such as "2026-12-01T09:00:00Z", or as whole seconds since 1970.`,
  )
}
