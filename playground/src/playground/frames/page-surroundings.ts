import type { FrameInspectorOptions } from './frame-inspector.ts'

/**
 * What a frame inspector needs to know of the browser.
 *
 * @param pageUrl the page in the frame.
 */
export function pageSurroundings(pageUrl: string): FrameInspectorOptions {
  return {
    origin: new URL(pageUrl).origin,
    probe: () => probe(pageUrl),
    schedule(callback, delayMs) {
      const timer = setTimeout(callback, delayMs)
      return () => clearTimeout(timer)
    },
  }
}

/** Whether anything answers at an address; what it answers stays hidden from other origins, and is not needed. */
async function probe(url: string): Promise<boolean> {
  try {
    await fetch(url, { mode: 'no-cors', cache: 'no-store' })
    return true
  } catch {
    // The browser does not say more than that it got no answer, and that is the answer.
    return false
  }
}
