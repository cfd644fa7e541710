import type { Kite } from './kites.ts'

/** How a price can be written; `price-display` chooses. */
export type PriceDisplay = 'plain' | 'with-savings' | 'per-unit'

/** A price as it stands on a card. */
export interface PriceLines {
  readonly price: string
  /** What it cost before. */
  readonly former?: string
  /** A few words beside the price. */
  readonly note?: string
}

const EURO = new Intl.NumberFormat('en-IE', {
  style: 'currency',
  currency: 'EUR',
  trailingZeroDisplay: 'stripIfInteger',
})

/**
 * Writes an amount of euros; whole euros without cents.
 *
 * @example formatEuro(38) // '€38'
 */
export function formatEuro(amount: number): string {
  return EURO.format(amount)
}

/**
 * Writes the price of a kite. An unknown way of writing counts as `plain`: flags can hold what this version of the
 * page has never heard of.
 *
 * @example priceLines({ price: 38, formerPrice: 45, … }, 'with-savings') // { price: '€38', former: '€45', note: 'save €7' }
 */
export function priceLines(
  kite: Pick<Kite, 'price' | 'formerPrice' | 'sailSquareMetres'>,
  display: PriceDisplay | (string & {}),
): PriceLines {
  const price = formatEuro(kite.price)
  if (display === 'with-savings' && kite.formerPrice !== undefined) {
    return {
      price,
      former: formatEuro(kite.formerPrice),
      note: `save ${formatEuro(kite.formerPrice - kite.price)}`,
    }
  }
  if (display === 'per-unit') {
    return { price, note: `${formatEuro(Math.round(kite.price / kite.sailSquareMetres))} per m² of sail` }
  }
  return { price }
}
