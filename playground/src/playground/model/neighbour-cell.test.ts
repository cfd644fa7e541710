import { expect, it } from 'vitest'
import { neighbourCell } from './neighbour-cell.ts'

// 0 1 2
// 3 4
const PLACES = [
  { left: 0, top: 0, width: 100 },
  { left: 120, top: 0, width: 100 },
  { left: 240, top: 0, width: 100 },
  { left: 0, top: 200, width: 100 },
  { left: 120, top: 200, width: 100 },
]

it.each([
  [0, 'right', 1],
  [2, 'right', 3],
  [4, 'right', 4],
  [3, 'left', 2],
  [0, 'left', 0],
  [1, 'down', 4],
  [2, 'down', 4],
  [3, 'down', 3],
  [4, 'up', 1],
  [1, 'up', 1],
] as const)('leads from cell %i %s to cell %i', (from, direction, to) => {
  expect(neighbourCell(PLACES, from, direction)).toBe(to)
})
