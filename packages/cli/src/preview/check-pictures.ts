import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { comparePictures } from './compare-pictures.ts'

/** How one picture stands to the one that was stored. */
export interface PictureVerdict {
  readonly outcome: 'same' | 'different' | 'other-size' | 'new'
  /** What is to be said of it; empty where it is the same. */
  readonly message: string
}

/** The folder, within that of the stored pictures, for pictures that are not as they were. */
const DIFFERENCES_FOLDER = 'differences'

/**
 * Compares a picture with the one of the same name in a folder. One that is not the same is written beside them, as
 * `differences/NAME.png`, with what differs in red as `differences/NAME.difference.png`.
 *
 * @param tolerance how large a part of all pixels may differ, from 0 to 1.
 * @throws Error when the stored file is no PNG file.
 */
export async function checkPicture(
  folder: string,
  name: string,
  taken: Uint8Array,
  tolerance: number,
): Promise<PictureVerdict> {
  const stored = await readFile(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  const differences = join(folder, DIFFERENCES_FOLDER)
  const files = {
    taken: join(differences, name),
    difference: join(differences, name.replace(/png$/, 'difference.png')),
  }
  await Promise.all(Object.values(files).map((file) => rm(file, { force: true })))
  const comparison = stored && compare(join(folder, name), stored, taken, tolerance)
  if (comparison?.outcome === 'same') return { outcome: 'same', message: '' }
  await mkdir(differences, { recursive: true })
  await writeFile(files.taken, taken)
  if (!comparison) return { outcome: 'new', message: `no picture is stored; this one is ${files.taken}` }
  if (comparison.outcome === 'other-size') {
    const { outcome, stored, taken } = comparison
    return { outcome, message: `it was ${stored}, and is ${taken}: see ${files.taken}` }
  }
  await writeFile(files.difference, comparison.difference)
  const { outcome, differingPixels } = comparison
  return { outcome, message: `${differingPixels} pixels differ: see ${files.difference}` }
}

function compare(
  file: string,
  ...pictures: Parameters<typeof comparePictures>
): ReturnType<typeof comparePictures> {
  try {
    return comparePictures(...pictures)
  } catch (error) {
    throw new Error(`${file} is no PNG file (${(error as Error).message}): delete it, and take it again.`)
  }
}
