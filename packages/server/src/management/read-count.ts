import { type Problem, problem } from './problem.ts'

/**
 * Reads a whole number from 1 on out of a query.
 *
 * @example readCount(new URLSearchParams('limit=50'), 'limit', 100, 1000) // 50
 */
export function readCount(
  query: URLSearchParams,
  name: string,
  ifAbsent: number,
  max: number,
): number | Problem {
  const text = query.get(name)
  if (text === null) return ifAbsent
  const count = /^\d{1,15}$/.test(text) ? Number(text) : 0
  return count >= 1 && count <= max
    ? count
    : problem('INVALID_INPUT', `"${name}" is no whole number from 1 to ${max}.`)
}
