/** A cell as the playground names it. */
export interface CellLabel {
  readonly id: string
  /** What differs from other cells, in words. */
  readonly label: string
}

const MAX_LENGTH = 80

/**
 * Names the files of pictures: by what a cell differs in, readable and the same every time, for any file system.
 *
 * @returns one name for each cell, in the same order, no two of them the same where letters' case is ignored.
 * @example pictureNames([{ id: 's.0', label: 'As served' }, { id: '0.0', label: 'hero: bold' }])
 * // ['as-served.png', 'hero-bold.png']
 */
export function pictureNames(cells: readonly CellLabel[]): readonly string[] {
  const taken = new Set<string>()
  return cells.map(({ id, label }) => {
    const words = slug(label)
    const name = words === '' || taken.has(words) ? [words, slug(id)].filter(Boolean).join('-') : words
    taken.add(name)
    return `${name}.png`
  })
}

function slug(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')
    .slice(0, MAX_LENGTH)
    .replaceAll(/^-+|-+$/g, '')
}
