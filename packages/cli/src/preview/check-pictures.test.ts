import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../testing/halyard-process.ts'
import { checkPicture } from './check-pictures.ts'

/** A grey picture; the first pixels, as many as asked for, are red. */
function picture(red = 0, width = 10, height = 10): Uint8Array {
  const png = new PNG({ width, height })
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    png.data.set(pixel < red ? [255, 0, 0, 255] : [128, 128, 128, 255], pixel * 4)
  }
  return PNG.sync.write(png)
}

async function stored(bytes: Uint8Array): Promise<string> {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'hero.png'), bytes)
  return folder
}

it('is content with the same picture, and leaves nothing behind', async () => {
  const folder = await stored(picture(3))
  expect(await checkPicture(folder, 'hero.png', picture(3), 0)).toEqual({ outcome: 'same', message: '' })
  expect(await readdir(folder)).toEqual(['hero.png'])
})

it('shows what differs, and stores nothing in place of what was there', async () => {
  const folder = await stored(picture())
  const verdict = await checkPicture(folder, 'hero.png', picture(3), 0)
  expect(verdict).toMatchObject({ outcome: 'different', message: expect.stringContaining('3 pixels differ') })
  expect((await readdir(join(folder, 'differences'))).toSorted()).toEqual(['hero.difference.png', 'hero.png'])
  expect(await readFile(join(folder, 'hero.png'))).toEqual(Buffer.from(picture()))
  expect(await checkPicture(folder, 'hero.png', picture(), 0)).toMatchObject({ outcome: 'same' })
  expect(await readdir(join(folder, 'differences'))).toEqual([])
})

it('bears as many differing pixels as it is told to', async () => {
  const folder = await stored(picture())
  expect(await checkPicture(folder, 'hero.png', picture(3), 0.03)).toMatchObject({ outcome: 'same' })
  expect(await checkPicture(folder, 'hero.png', picture(4), 0.03)).toMatchObject({ outcome: 'different' })
})

it('says both sizes where they are not the same', async () => {
  const folder = await stored(picture())
  expect(await checkPicture(folder, 'hero.png', picture(0, 10, 12), 1)).toMatchObject({
    outcome: 'other-size',
    message: expect.stringContaining('it was 10 × 10, and is 10 × 12'),
  })
})

it('says that there is nothing to compare with', async () => {
  const folder = await temporaryFolder()
  expect(await checkPicture(folder, 'new.png', picture(), 0)).toMatchObject({ outcome: 'new' })
  expect(await readdir(join(folder, 'differences'))).toEqual(['new.png'])
})

it('says of a damaged file which it is', async () => {
  const folder = await stored(picture().subarray(0, 40))
  await expect(checkPicture(folder, 'hero.png', picture(), 0)).rejects.toThrow(
    /hero\.png is no PNG file .*delete it/,
  )
})
