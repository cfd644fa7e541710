import type { InsightPeriod } from '../../insights/insight-queries.ts'
import { readInstant } from '../intents/read-instant.ts'
import { isProblem, type Problem, problem } from '../problem.ts'

/**
 * Reads `since` and `until` of a query: RFC 3339, or whole seconds since 1970.
 *
 * @param nowMs where it ends, if nothing else is said; what happens at this instant belongs to it.
 * @param lengthMs how long it is then.
 * @example readPeriod(new URLSearchParams('since=2026-12-01T00:00:00Z'), Date.now(), 86_400_000)
 */
export function readPeriod(query: URLSearchParams, nowMs: number, lengthMs: number): InsightPeriod | Problem {
  const untilMs = readMs(query, 'until') ?? Math.floor(nowMs) + 1
  if (isProblem(untilMs)) return untilMs
  const sinceMs = readMs(query, 'since') ?? Math.max(0, untilMs - lengthMs)
  if (isProblem(sinceMs)) return sinceMs
  return sinceMs < untilMs ? { sinceMs, untilMs } : problem('INVALID_INPUT', '"since" is not before "until".')
}

function readMs(query: URLSearchParams, name: string): number | undefined | Problem {
  const text = query.get(name)
  if (text === null) return undefined
  const seconds = readInstant(/^\d+$/.test(text) ? Number(text) : text, name)
  return isProblem(seconds) ? seconds : seconds * 1000
}
