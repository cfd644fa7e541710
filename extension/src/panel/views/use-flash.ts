import type { RefCallback } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/**
 * Lets an element light up once, softly, when what it says changes; not when it first appears, and never for readers
 * who ask for less motion.
 */
export function useFlash(text: string): RefCallback<HTMLElement> {
  const element = useRef<HTMLElement | null>(null)
  const said = useRef(text)
  useLayoutEffect(() => {
    if (said.current === text) return
    said.current = text
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    element.current?.animate([{ backgroundColor: 'var(--surface-3)' }, { backgroundColor: 'transparent' }], {
      duration: 900,
      easing: 'ease-out',
    })
  }, [text])
  return (next) => {
    element.current = next
  }
}
