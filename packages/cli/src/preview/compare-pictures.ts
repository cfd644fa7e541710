import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

/** How a picture stands to the one that was stored. */
export type PictureComparison =
  | { readonly outcome: 'same'; readonly differingPixels: number }
  | { readonly outcome: 'different'; readonly differingPixels: number; readonly difference: Uint8Array }
  | { readonly outcome: 'other-size'; readonly stored: string; readonly taken: string }

/**
 * Compares two pictures pixel by pixel; pixels that differ because an edge is drawn more softly count as the same.
 *
 * @param stored a PNG file's bytes. @param taken a PNG file's bytes.
 * @param tolerance how large a part of all pixels may differ, from 0 to 1.
 * @returns `difference` is a PNG file with what differs in red.
 * @throws Error when one of them is no PNG file.
 * @example comparePictures(stored, taken, 0).outcome // 'same'
 */
export function comparePictures(stored: Uint8Array, taken: Uint8Array, tolerance: number): PictureComparison {
  const [a, b] = [read(stored), read(taken)]
  const { width, height } = a
  if (width !== b.width || height !== b.height) {
    return { outcome: 'other-size', stored: `${width} × ${height}`, taken: `${b.width} × ${b.height}` }
  }
  const difference = new PNG({ width, height })
  const differingPixels = pixelmatch(a.data, b.data, difference.data, width, height, { threshold: 0.1 })
  return differingPixels <= tolerance * width * height
    ? { outcome: 'same', differingPixels }
    : { outcome: 'different', differingPixels, difference: PNG.sync.write(difference) }
}

function read(bytes: Uint8Array): PNG {
  return PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}
