import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { count } from '../problem-text.ts'
import type { Terminal } from '../terminal.ts'
import { checkPicture, type PictureVerdict } from './check-pictures.ts'
import { type OpenedSheet, openSheet } from './open-sheet.ts'
import { type CellLabel, pictureNames } from './picture-names.ts'

/** What {@link picturePreviews} has to know. */
export interface PicturePreviewsOptions {
  /** A folder for a picture of each cell, or a `.png` file for one of the whole sheet. */
  readonly out: string
  /** Compare with what is there, and write no picture over it. */
  readonly check?: true | undefined
  /** How large a part of all pixels may differ, from 0 to 1. */
  readonly tolerance: number
  /** Only these cells. @default all */
  readonly cellIds?: readonly string[] | undefined
  /** How long a page may take, in milliseconds. */
  readonly patienceMs: number
}

/** What became of one picture. */
export interface PictureReport {
  readonly outcome: 'taken' | 'failed' | PictureVerdict['outcome']
  readonly file: string
  /** What the cell shows, in words. */
  readonly label: string
  /** What is to be said of it; empty where all is well. */
  readonly message: string
}

/**
 * Takes pictures of a sheet of the playground, and writes or compares each before it takes the next one. A cell whose page
 * cannot be shown is told of, and the others are taken all the same.
 *
 * @throws Error when there is no sheet at all, or when a file cannot be written.
 */
export async function* picturePreviews(
  link: string,
  options: PicturePreviewsOptions,
  terminal: Terminal,
): AsyncGenerator<PictureReport> {
  const { out, patienceMs } = options
  const mode = out.toLowerCase().endsWith('.png') ? 'sheet' : 'cells'
  await using sheet = await terminal.waitFor(
    'Opening the playground',
    openSheet(link, { mode, patienceMs, signal: terminal.interrupted }),
  )
  if (mode === 'sheet') {
    const label = `Sheet of ${count(sheet.cells.length, 'cell')}`
    const taken = await terminal.waitFor(
      `Taking a picture of ${count(sheet.cells.length, 'cell')}`,
      sheet.pictureOfSheet(),
    )
    yield keep(dirname(out), basename(out), label, taken, options)
    return
  }
  const cells = chooseCells(sheet, options.cellIds)
  const names = pictureNames(cells)
  for (const [index, cell] of cells.entries()) {
    const name = names[index] as string
    try {
      const doing = `Picture ${index + 1} of ${cells.length}: ${cell.label}`
      const taken = await terminal.waitFor(doing, sheet.pictureOf(cell))
      yield await keep(out, name, cell.label, taken, options)
    } catch (error) {
      if (terminal.interrupted.aborted) throw error
      yield { outcome: 'failed', file: join(out, name), label: cell.label, message: (error as Error).message }
    }
  }
}

function chooseCells({ cells }: OpenedSheet, ids: readonly string[] | undefined): readonly CellLabel[] {
  if (!ids) return cells
  const chosen = cells.filter(({ id }) => ids.includes(id))
  const missing = ids.find((id) => !cells.some((cell) => cell.id === id))
  if (missing === undefined) return chosen
  throw new Error(`The sheet has no cell "${missing}". It has: ${cells.map(({ id }) => id).join(' ')}`)
}

async function keep(
  folder: string,
  name: string,
  label: string,
  taken: Uint8Array,
  { check, tolerance }: PicturePreviewsOptions,
): Promise<PictureReport> {
  const file = join(folder, name)
  if (check) return { file, label, ...(await checkPicture(folder, name, taken, tolerance)) }
  await mkdir(folder, { recursive: true })
  await writeFile(file, taken)
  return { outcome: 'taken', file, label, message: '' }
}
