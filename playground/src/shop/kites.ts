/** The shapes that the shop can draw. */
export type KiteShape = 'diamond' | 'delta' | 'rokkaku' | 'serpent' | 'sled' | 'box'

/** One kite of the range. */
export interface Kite {
  readonly id: string
  readonly name: string
  readonly shape: KiteShape
  readonly line: string
  /** Euros. */
  readonly price: number
  /** Euros, before the present offer; absent where there is none. */
  readonly formerPrice?: number
  readonly sailSquareMetres: number
  /** Beaufort numbers between which it flies well. */
  readonly wind: readonly [from: number, to: number]
}

/** The whole range, in the order of the page. */
export const KITES: readonly Kite[] = [
  {
    id: 'first-light',
    name: 'First Light',
    shape: 'diamond',
    line: 'The one you drew as a child. Up in a breath of wind.',
    price: 38,
    formerPrice: 45,
    sailSquareMetres: 0.55,
    wind: [2, 4],
  },
  {
    id: 'rising-sun',
    name: 'Rising Sun',
    shape: 'rokkaku',
    line: 'Six corners, paper sail, the calmest flier we know.',
    price: 84,
    sailSquareMetres: 1.3,
    wind: [2, 5],
  },
  {
    id: 'long-tuesday',
    name: 'Long Tuesday',
    shape: 'serpent',
    line: 'Nine metres of tail. Nobody walks past it.',
    price: 62,
    formerPrice: 74,
    sailSquareMetres: 0.9,
    wind: [3, 5],
  },
  {
    id: 'gullwing',
    name: 'Gullwing',
    shape: 'delta',
    line: 'Wide, quiet and patient. Stays where you put it.',
    price: 56,
    sailSquareMetres: 1.1,
    wind: [1, 4],
  },
  {
    id: 'lighthouse',
    name: 'Lighthouse',
    shape: 'box',
    line: 'Two cells, eight spars, made for a proper blow.',
    price: 96,
    formerPrice: 112,
    sailSquareMetres: 1.2,
    wind: [4, 7],
  },
  {
    id: 'pocket-sled',
    name: 'Pocket Sled',
    shape: 'sled',
    line: 'No spars at all. Lives in your coat until June.',
    price: 24,
    sailSquareMetres: 0.4,
    wind: [2, 5],
  },
]
