import { expect, it } from 'vitest'
import type { SheetCost } from '../run/measure-playground.ts'
import { judgePlayground } from './playground-goals.ts'
import { reportPlayground } from './report-playground.ts'

function round(settledMs: number, frameMs: number, afterMegabytes: number): SheetCost {
  const heap = { before: 5_000_000, during: 45_000_000, after: afterMegabytes * 1_000_000 }
  return { settledMs, settledBusyMs: 1000, framesMs: [frameMs, frameMs], frameBusyMs: 4, heap }
}

it('judges the median of the rounds', () => {
  const goals = judgePlayground([round(3000, 17, 6), round(4000, 16, 7), round(9000, 40, 40)])
  expect(goals.map(({ seen, outcome }) => [seen, outcome])).toEqual([
    ['4.0 s', 'met'],
    ['59 a second', 'met'],
    ['5.0 %', 'met'],
  ])
})

it('misses a goal where cells are slow, frames long, or memory kept', () => {
  const outcomes = judgePlayground([round(5001, 20.1, 10)]).map(({ outcome }) => outcome)
  expect(outcomes).toEqual(['missed', 'missed', 'missed'])
})

it('writes down what was seen', () => {
  const report = reportPlayground(['a machine'], [round(3000, 16, 6)])
  expect(report).toMatch(/\| the sheet \| +3,000 ms \| +1,000 ms \| +5\.00 MB \| +45\.0 MB \| +6\.00 MB \|/)
  expect(report).toMatch(/\| from end to end \| +16\.0 ms \| +4\.00 ms \| +16\.0 ms \|/)
})
