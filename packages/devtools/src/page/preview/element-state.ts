/**
 * Says what shows of an element beside its attributes: what a field holds, whether it is checked, what is open, which
 * image was chosen, what is painted.
 *
 * @returns parts of text; of a password, its length alone.
 */
export function elementState(element: Element): readonly string[] {
  if (element instanceof HTMLInputElement) return [inputState(element)]
  if (element instanceof HTMLTextAreaElement) return [element.value]
  if (element instanceof HTMLSelectElement) {
    return [...element.selectedOptions].map(({ index }) => String(index))
  }
  if (element instanceof HTMLImageElement) {
    const { currentSrc, naturalWidth, naturalHeight } = element
    return [withoutBlob(currentSrc), `${naturalWidth}x${naturalHeight}`]
  }
  if (element instanceof HTMLMediaElement) return [withoutBlob(element.currentSrc)]
  if (element instanceof HTMLCanvasElement) return [paintingOf(element)]
  if (element instanceof HTMLDialogElement) return [element.matches(':modal') ? 'modal' : '']
  return element.hasAttribute('popover') && element.matches(':popover-open') ? ['popover'] : []
}

/** The address of a blob is another one each time, and says nothing about what is in it. */
export function withoutBlob(address: string): string {
  return address.replaceAll(/blob:[^\s"')]+/g, 'blob:')
}

function inputState({ type, value, checked, indeterminate }: HTMLInputElement): string {
  if (type === 'checkbox' || type === 'radio') return indeterminate ? 'mixed' : String(checked)
  return type === 'password' ? String(value.length) : value
}

/** CSS pixels on the longer side; what is smaller than a pixel at that size may go unnoticed. */
const SAMPLE_SIZE = 128

function paintingOf(canvas: HTMLCanvasElement): string {
  const { width, height } = canvas
  const scale = Math.min(1, SAMPLE_SIZE / Math.max(width, height, 1))
  const [sampleWidth, sampleHeight] = [Math.ceil(width * scale), Math.ceil(height * scale)]
  if (sampleWidth === 0 || sampleHeight === 0) return ''
  const sample = new OffscreenCanvas(sampleWidth, sampleHeight).getContext('2d')
  try {
    sample?.drawImage(canvas, 0, 0, sampleWidth, sampleHeight)
    const pixels = sample?.getImageData(0, 0, sampleWidth, sampleHeight).data
    return `${width}x${height} ${new TextDecoder('latin1').decode(pixels)}`
  } catch {
    // Something of another origin is painted on it.
    return `${width}x${height}`
  }
}
