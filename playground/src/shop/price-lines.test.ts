import { describe, expect, it } from 'vitest'
import { formatEuro, priceLines } from './price-lines.ts'

const reduced = { price: 38, formerPrice: 45, sailSquareMetres: 0.55 }

describe('priceLines', () => {
  it('writes the price alone', () => {
    expect(priceLines(reduced, 'plain')).toEqual({ price: '€38' })
  })

  it('writes what is saved, where something is', () => {
    expect(priceLines(reduced, 'with-savings')).toEqual({ price: '€38', former: '€45', note: 'save €7' })
    expect(priceLines({ price: 84, sailSquareMetres: 1.3 }, 'with-savings')).toEqual({ price: '€84' })
  })

  it('writes whole euros per square metre', () => {
    expect(priceLines(reduced, 'per-unit')).toEqual({ price: '€38', note: '€69 per m² of sail' })
  })

  it('takes a way of writing that it does not know as plain', () => {
    expect(priceLines(reduced, 'haggle')).toEqual({ price: '€38' })
  })

  it('keeps cents where there are some', () => {
    expect(formatEuro(12.5)).toBe('€12.50')
  })
})
