import { expect, it } from 'vitest'
import { LIGHT } from './appearance.ts'
import { A4_ACROSS, layOutContactSheet } from './contact-sheet.ts'
import type { Cell } from './plan-sheet.ts'
import { VIEWPORT_PRESETS, type Viewport } from './viewports.ts'

function cell(id: number, viewport: Viewport): Cell {
  return {
    id: String(id),
    row: [],
    assignment: new Map(),
    persona: null,
    viewport,
    appearance: LIGHT,
    differences: [],
  }
}

const LAPTOP = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }

it('has every cell once, in order, each size on pages of its own', () => {
  const cells = [LAPTOP, PHONE, LAPTOP, ...Array.from({ length: 8 }, () => PHONE)].map((size, id) =>
    cell(id, size),
  )
  const pages = layOutContactSheet(cells)
  expect(pages.map((page) => page.cells.map((shown) => shown.cell.id))).toEqual([
    ['0', '2'],
    ['1', '3', '4', '5', '6', '7'],
    ['8', '9', '10'],
  ])
  expect(pages[1]?.columns).toBe(6)
})

it.each(VIEWPORT_PRESETS)('fits on paper in the size $name, whatever the number of cells', (viewport) => {
  const { width, height, gap, labelHeight } = A4_ACROSS
  for (let count = 1; count <= 20; count += 1) {
    const pages = layOutContactSheet(Array.from({ length: count }, (_, id) => cell(id, viewport)))
    for (const { columns, cells } of pages) {
      const rows = Math.ceil(cells.length / columns)
      const [{ scale } = { scale: 0 }] = cells
      expect(columns * viewport.width * scale + (columns - 1) * gap).toBeLessThanOrEqual(width + 0.01)
      expect(rows * (viewport.height * scale + labelHeight) + (rows - 1) * gap).toBeLessThanOrEqual(
        height + 0.01,
      )
      expect(scale).toBeGreaterThan(0.05)
    }
  }
})

it('draws nothing larger than it is', () => {
  expect(layOutContactSheet([cell(0, { width: 200, height: 200 })])[0]?.cells[0]?.scale).toBe(1)
  expect(layOutContactSheet([])).toEqual([])
})
