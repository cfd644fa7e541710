import { expect, it } from 'vitest'
import type { ServerCost } from '../run/measure-server.ts'
import { type ServerName, STREAM_COUNTS } from '../servers/server-names.ts'
import { reportServer } from './report-server.ts'
import { judgeServer, type ServerRound, toLast } from './server-goals.ts'

/** A round in which the last of ten events takes ten times as long as the others. */
function roundWith(toLastMs: number, bytes: number): ServerRound {
  const costOf = (ms: number, residentBytes: number): ServerCost => ({
    streams: new Map(
      STREAM_COUNTS.map((count) => [count, { residentBytes, toLastMs: [...Array(9).fill(ms), ms * 10] }]),
    ),
    requests: {
      same: { perSecond: 1000 / ms, bodyBytes: 10_000 },
      new: { perSecond: 500 / ms, bodyBytes: 10_000 },
    },
    startMs: ms,
  })
  return new Map<ServerName, ServerCost>([
    ['halyard', costOf(toLastMs, bytes)],
    ['plain', costOf(100, 17_000)],
  ])
}

const outcomes = (rounds: readonly ServerRound[]) => judgeServer(rounds).map(({ outcome }) => outcome)

it('calls goals met up to what was promised, and missed beyond', () => {
  expect(outcomes([roundWith(85, 8000)])).toEqual(['met', 'met'])
  expect(outcomes([roundWith(86, 8001)])).toEqual(['missed', 'missed'])
})

it('misses what was not measured, because the machine does not allow it', () => {
  const round = roundWith(50, 4000)
  for (const { streams } of round.values()) (streams as Map<number, unknown>).delete(10_000)
  expect(outcomes([round])).toEqual(['missed', 'missed'])
  expect(reportServer([], [round])).toMatch(/@halyard\/server \| +10,000 \| +– \|/)
})

it('tells half of all events from nearly all', () => {
  const cost = roundWith(50, 4000).get('halyard') as ServerCost
  expect([toLast(1_000, 0.5)(cost), toLast(1_000, 0.99)(cost)]).toEqual([50, 500])
})

it('has a row for each server and number of streams, relative to the bare one', () => {
  const report = reportServer(['a machine'], [roundWith(50, 4000)])
  expect(report).toMatch(
    /@halyard\/server \| +5,000 \| +4\.00 \| +50\.0 ms {3}0\.50 × \| +500 ms {3}0\.50 × \|/,
  )
  expect(report).toMatch(/bare node:http +\| +5,000 \| +17\.0 \| +100 ms {3}1\.00 × \|/)
  expect(report).toMatch(/@halyard\/server \| +20\.0 {3}2\.00 × \| +10\.0 {3}2\.00 × \|/)
})
