import type { ServerCost } from '../run/measure-server.ts'
import type { ServerName, STREAM_COUNTS } from '../servers/server-names.ts'
import { describeBytes } from './figure.ts'
import { atMost, describeRatio, type Goal } from './goal.ts'
import { type Round, ratioTo, typical } from './summary.ts'

/** What one round found out. */
export type ServerRound = Round<ServerName, ServerCost>

/** A share of all deliveries that a time is for. */
export type Share = 0.5 | 0.99

const MAX_RATIO = 0.85
const MAX_RESIDENT_BYTES = 8_000

/** Judges what was promised of the flag service. */
export function judgeServer(rounds: readonly ServerRound[]): readonly Goal[] {
  return [
    atMost(
      `one event to 10,000 streams, to the last client, half of all: at most ${MAX_RATIO} × node:http`,
      ratioTo(rounds, 'halyard', 'plain', toLast(10_000, 0.5)),
      MAX_RATIO,
      describeRatio,
    ),
    atMost(
      `an idle stream among 10,000: at most ${describeBytes(MAX_RESIDENT_BYTES)} in memory`,
      typical(rounds, 'halyard', residentBytes(10_000)),
      MAX_RESIDENT_BYTES,
      describeBytes,
    ),
  ]
}

/** Reads within which time that share of events reached its last client, in milliseconds. */
export function toLast(
  count: (typeof STREAM_COUNTS)[number],
  share: Share,
): (cost: ServerCost) => number | null {
  return ({ streams }) => {
    const sorted = streams.get(count)?.toLastMs.toSorted((a, b) => a - b) ?? []
    return sorted[Math.ceil(sorted.length * share) - 1] ?? null
  }
}

/** Reads what an idle stream keeps in memory, in bytes. */
export function residentBytes(count: (typeof STREAM_COUNTS)[number]): (cost: ServerCost) => number | null {
  return ({ streams }) => streams.get(count)?.residentBytes ?? null
}
