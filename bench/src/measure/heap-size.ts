declare global {
  interface Performance {
    /** Chromium's own. Exact and up to date with `--enable-precise-memory-info`. */
    readonly memory?: { readonly usedJSHeapSize: number }
  }
}

const CALM_TIMES = 4
const SETTLE_MS = 50
const NOISE = 0.005

/**
 * What lies in the JavaScript heap now, garbage included, in bytes.
 *
 * @throws Error in a browser that does not tell.
 */
export function heapSize(): number {
  if (!performance.memory) throw new Error('this browser does not tell how large its heap is')
  return performance.memory.usedJSHeapSize
}

/**
 * Collects garbage.
 *
 * @throws Error in a browser that was not started with `--js-flags=--expose-gc`.
 */
export function collectGarbage(): void {
  if (!globalThis.gc) throw new Error('start the browser with --js-flags=--expose-gc')
  void globalThis.gc()
}

/** What stays in the heap, in bytes, once it no longer shrinks: work that was begun has ended, garbage is collected. */
export async function settledHeapSize(): Promise<number> {
  let smallest = Number.POSITIVE_INFINITY
  for (let calm = 0; calm < CALM_TIMES; calm++) {
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    collectGarbage()
    const size = heapSize()
    if (size < smallest * (1 - NOISE)) calm = 0
    smallest = Math.min(smallest, size)
  }
  return smallest
}
