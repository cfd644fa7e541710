import { useEffect, useMemo, useState } from 'react'

/** Which of many elements are in sight, or nearly. */
export interface NearElements {
  /** By key, whether it is in sight; an element of which that is not known yet is not among them. */
  readonly near: ReadonlyMap<string, boolean>
  /** The ref to put on the element of a key; the same one for the same key. */
  refOf(key: string): (element: Element | null) => (() => void) | undefined
}

/** How far from the window's edge an element counts as nearly in sight, in parts of the window's height. */
const MARGIN = '50%'

/** Follows which elements are in sight. */
export function useNearElements(): NearElements {
  const [near, setNear] = useState<ReadonlyMap<string, boolean>>(new Map())
  const following = useMemo(() => follow(setNear), [])
  useEffect(() => () => following.stop(), [following])
  return { near, refOf: following.refOf }
}

function follow(onChange: (near: ReadonlyMap<string, boolean>) => void): {
  refOf: NearElements['refOf']
  stop(): void
} {
  const keys = new Map<Element, string>()
  const near = new Map<string, boolean>()
  const refs = new Map<string, ReturnType<NearElements['refOf']>>()
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const key = keys.get(target)
        if (key !== undefined) near.set(key, isIntersecting)
      }
      onChange(new Map(near))
    },
    // A margin counts for the element that scrolls, not for the window.
    { scrollMargin: `${MARGIN} 0px` } as IntersectionObserverInit,
  )
  return {
    refOf(key) {
      const ref = refs.get(key) ?? refOf(key)
      refs.set(key, ref)
      return ref
    },
    stop: () => observer.disconnect(),
  }

  function refOf(key: string): ReturnType<NearElements['refOf']> {
    return (element) => {
      if (!element) return undefined
      keys.set(element, key)
      observer.observe(element)
      return () => {
        observer.unobserve(element)
        keys.delete(element)
        near.delete(key)
      }
    }
  }
}
