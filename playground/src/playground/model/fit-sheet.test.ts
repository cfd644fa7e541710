import { describe, expect, it } from 'vitest'
import { fitSheet, type SheetRequest, SMALLEST_FITTING_SCALE } from './fit-sheet.ts'

const phones: SheetRequest = {
  count: 4,
  viewport: { width: 390, height: 844 },
  area: { width: 1000, height: 800 },
  zoom: 'fit',
  gap: 20,
  labelHeight: 40,
}

/** The size of the laid-out sheet. */
function extent(request: SheetRequest): { width: number; height: number } {
  const { columns, scale } = fitSheet(request)
  const rows = Math.ceil(request.count / columns)
  return {
    width: columns * request.viewport.width * scale + (columns - 1) * request.gap,
    height: rows * (request.viewport.height * scale + request.labelHeight) + (rows - 1) * request.gap,
  }
}

describe('fitSheet', () => {
  it('shows everything at once, as large as possible', () => {
    expect(fitSheet(phones)).toEqual({ columns: 4, scale: 940 / 4 / 390 })
    expect(extent(phones).height).toBeLessThanOrEqual(phones.area.height)
  })

  it('puts wide previews below each other where that is larger', () => {
    const request = { ...phones, viewport: { width: 1440, height: 900 }, area: { width: 1500, height: 1400 } }
    expect(fitSheet(request).columns).toBe(2)
    expect(extent(request).height).toBeLessThanOrEqual(1400)
    expect(extent(request).width).toBeLessThanOrEqual(1500)
  })

  it('never enlarges', () => {
    expect(fitSheet({ ...phones, count: 1, area: { width: 5000, height: 5000 } }).scale).toBe(1)
  })

  it('scrolls rather than shrinking beyond recognition', () => {
    const request = { ...phones, count: 40 }
    const { scale } = fitSheet(request)
    expect(scale).toBeGreaterThanOrEqual(SMALLEST_FITTING_SCALE)
    expect(extent(request).width).toBeCloseTo(1000)
    expect(extent(request).height).toBeGreaterThan(800)
  })

  it('takes a chosen zoom as it is, and fills the width', () => {
    expect(fitSheet({ ...phones, zoom: 50 })).toEqual({ columns: 4, scale: 0.5 })
    expect(fitSheet({ ...phones, zoom: 100 })).toEqual({ columns: 2, scale: 1 })
  })

  it('has a column and a scale in no room at all', () => {
    const { columns, scale } = fitSheet({ ...phones, area: { width: 0, height: 0 } })
    expect(columns).toBe(1)
    expect(scale).toBeGreaterThan(0)
  })
})
