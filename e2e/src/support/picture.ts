import type { ElementHandle, Page } from 'puppeteer-core'

/** A picture of an element, as its pixels; four bytes each: red, green, blue, and how opaque. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** Takes a picture of an element, of whatever is drawn there. */
export async function takePicture(page: Page, element: ElementHandle): Promise<Picture> {
  const png = await element.screenshot({ encoding: 'base64' })
  // The browser that drew the picture can read it as well.
  const { width, height, base64 } = await page.evaluate(async (png) => {
    const blob = await (await fetch(`data:image/png;base64,${png}`)).blob()
    const bitmap = await createImageBitmap(blob)
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('this browser has no canvas')
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
    return { width: bitmap.width, height: bitmap.height, base64: new Uint8Array(data.buffer).toBase64() }
  }, png)
  return { width, height, pixels: Uint8Array.from(Buffer.from(base64, 'base64')) }
}

/** The colour of one pixel: red, green and blue, from 0 to 255. @param x @param y from 0 to 1. */
export function colourAt({ width, height, pixels }: Picture, x: number, y: number): readonly number[] {
  const start = (Math.floor(y * (height - 1)) * width + Math.floor(x * (width - 1))) * 4
  return [...pixels.subarray(start, start + 3)]
}
