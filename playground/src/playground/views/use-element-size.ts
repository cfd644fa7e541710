import { useCallback, useState } from 'react'

/** Measured in CSS pixels, without padding. */
export interface ElementSize {
  readonly width: number
  readonly height: number
}

/**
 * Follows the size of an element.
 *
 * @returns the size, `undefined` before the first measurement, and the ref to put on the element.
 */
export function useElementSize<T extends Element>(): [
  ElementSize | undefined,
  (element: T | null) => (() => void) | undefined,
] {
  const [size, setSize] = useState<ElementSize>()
  const ref = useCallback((element: T | null) => {
    if (!element) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [size, ref]
}
