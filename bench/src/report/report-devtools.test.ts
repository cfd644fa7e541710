import { describe, expect, it } from 'vitest'
import type { Watched } from '../run/measure-devtools.ts'
import { type DevtoolsRound, judgeDevtools } from './devtools-goals.ts'
import { reportDevtools } from './report-devtools.ts'

/** A round in which a page alone is busy for a millisecond of each frame of twenty. */
function round(closedMs: number, openMs: number, framesMs: readonly number[]): DevtoolsRound {
  const busy: { readonly [watched in Watched]: number } = {
    alone: 1,
    installed: closedMs,
    devtools: openMs,
    panel: openMs,
    recording: openMs,
  }
  const costs = Object.entries(busy).map(
    ([watched, busyMs]) => [watched as Watched, { frameMs: 20, busyMs, readsPerSecond: 10_000 }] as const,
  )
  return { frames: new Map(costs), list: { framesMs, changesPerSecond: 20 } }
}

const EVEN = Array.from({ length: 100 }, () => 16)
const UNEVEN = [...EVEN.slice(10), ...Array.from({ length: 10 }, () => 50)]

describe('what the panel costs a page', () => {
  it('is what its thread is busy for more than alone, as a share of a frame', () => {
    const goals = judgeDevtools([round(1.2, 2.4, EVEN), round(1.3, 2.6, EVEN), round(1.6, 9, EVEN)])
    expect(goals.map(({ seen, outcome }) => [seen, outcome])).toEqual([
      ['1.5 %', 'met'],
      ['8.0 %', 'met'],
      ['16.0 ms', 'met'],
    ])
  })

  it('is missed where it is more, and where frames come late', () => {
    const outcomes = judgeDevtools([round(1.5, 3.1, UNEVEN)]).map(({ outcome }) => outcome)
    expect(outcomes).toEqual(['missed', 'missed', 'missed'])
  })

  it('is written down with the page beside it', () => {
    const report = reportDevtools(['a machine'], [round(1.2, 2.4, EVEN)])
    expect(report).toMatch(/\| without the extension +\| +10,000 \| +20\.0 ms \| +1\.00 ms \| +– \|/)
    expect(report).toMatch(/\| panel open +\| +10,000 \| +20\.0 ms \| +2\.40 ms \| +7\.0 % \|/)
  })
})
