import { KITES, type Kite } from './kites.ts'

/** How many of which kite, by the kite's id. */
export type Bag = ReadonlyMap<string, number>

/** One line of the bag as it is shown. */
interface BagLine {
  readonly kite: Kite
  readonly count: number
}

/** What the bag amounts to. */
export interface BagSummary {
  readonly lines: readonly BagLine[]
  readonly count: number
  /** Euros, without delivery. */
  readonly total: number
  /** Euros that are missing until delivery is free; 0 when it is. */
  readonly untilFreeShipping: number
  /** 0 to 1. */
  readonly freeShippingProgress: number
}

/**
 * Puts kites of one kind in, or takes them out with a negative number. A line that comes down to nothing is gone.
 *
 * @example changeBag(new Map([['gullwing', 1]]), 'gullwing', -1).size // 0
 */
export function changeBag(bag: Bag, kiteId: string, by: number): Bag {
  const next = new Map(bag)
  const count = (next.get(kiteId) ?? 0) + by
  if (count > 0) next.set(kiteId, count)
  else next.delete(kiteId)
  return next
}

/**
 * Adds the bag up.
 *
 * @param freeShippingFrom euros; 0 or less means that delivery is always free.
 */
export function summariseBag(bag: Bag, freeShippingFrom: number): BagSummary {
  const lines = KITES.map((kite) => ({ kite, count: bag.get(kite.id) ?? 0 })).filter(({ count }) => count > 0)
  const total = lines.reduce((sum, { kite, count }) => sum + kite.price * count, 0)
  return {
    lines,
    count: lines.reduce((sum, { count }) => sum + count, 0),
    total,
    untilFreeShipping: Math.max(0, freeShippingFrom - total),
    freeShippingProgress: freeShippingFrom > 0 ? Math.min(1, total / freeShippingFrom) : 1,
  }
}
