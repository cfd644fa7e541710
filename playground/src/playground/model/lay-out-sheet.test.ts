import fc from 'fast-check'
import { expect, it } from 'vitest'
import { layOutSheet, SHEET_METRICS, SMALLEST_FITTING_SCALE } from './lay-out-sheet.ts'
import { DESKTOP, VIEWPORT_PRESETS, type Viewport } from './viewports.ts'

const PHONE: Viewport = { width: 390, height: 844 }
const AREA = { width: 1600, height: 900 }

function many(count: number, viewport = DESKTOP): Viewport[] {
  return Array.from({ length: count }, () => viewport)
}

it('shows all previews at once and as large as possible', () => {
  const { scale, height, places } = layOutSheet({ viewports: many(4), area: AREA, zoom: 'fit' })
  expect(new Set(places.map(({ top }) => top)).size).toBe(2)
  expect(height).toBeCloseTo(AREA.height, 1)
  expect(scale).toBeCloseTo((AREA.height - SHEET_METRICS.gap - 2 * SHEET_METRICS.labelHeight) / 1800, 3)
})

it('never enlarges a page', () => {
  expect(layOutSheet({ viewports: [PHONE], area: { width: 4000, height: 4000 }, zoom: 'fit' }).scale).toBe(1)
})

it('fills the width and scrolls where fitting would show nothing', () => {
  const { scale, width, height } = layOutSheet({ viewports: many(48), area: AREA, zoom: 'fit' })
  expect(scale).toBeGreaterThanOrEqual(SMALLEST_FITTING_SCALE)
  expect(width).toBeCloseTo(AREA.width, 1)
  expect(height).toBeGreaterThan(AREA.height)
})

it('takes a zoom as it is', () => {
  const { scale, places } = layOutSheet({ viewports: many(3), area: AREA, zoom: 50 })
  expect(scale).toBe(0.5)
  expect(places.map(({ left, top }) => [left, top])).toEqual([
    [0, 0],
    [744, 0],
    [0, SHEET_METRICS.labelHeight + 450 + SHEET_METRICS.gap],
  ])
})

it('puts pages of one size together, under a heading', () => {
  const { headings, places } = layOutSheet({
    viewports: [DESKTOP, PHONE, DESKTOP, PHONE],
    area: AREA,
    zoom: 25,
  })
  expect(headings.map(({ viewport }) => viewport)).toEqual([DESKTOP, PHONE])
  expect(places[0]?.top).toBe(places[2]?.top)
  expect(places[1]?.top).toBe(places[3]?.top)
  expect(places[1]?.top).toBeGreaterThan(places[0]?.top as number)
})

it('leaves room for the label of a narrow page', () => {
  expect(layOutSheet({ viewports: [PHONE], area: AREA, zoom: 25 }).places[0]?.width).toBe(
    SHEET_METRICS.narrowestCell,
  )
})

it('lets no two cells overlap, whatever their sizes', () => {
  const viewport = fc.constantFrom(...VIEWPORT_PRESETS)
  const zoom = fc.constantFrom<'fit' | number>('fit', 5, 25, 100, 400)
  const side = fc.integer({ min: 0, max: 4000 })
  fc.assert(
    fc.property(
      fc.array(viewport, { minLength: 1, maxLength: 30 }),
      zoom,
      side,
      side,
      (viewports, z, w, h) => {
        const { places, scale } = layOutSheet({ viewports, area: { width: w, height: h }, zoom: z })
        const boxes = places.map(({ left, top, width }, index) => ({
          left,
          top,
          right: left + width,
          bottom: top + SHEET_METRICS.labelHeight + (viewports[index] as Viewport).height * scale,
        }))
        for (const [index, a] of boxes.entries()) {
          for (const b of boxes.slice(index + 1)) {
            const isApart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top
            if (!isApart) return false
          }
        }
        return boxes.length === viewports.length
      },
    ),
  )
})
