import { useRef, useState } from 'react'

/** A value that somebody is changing, before it counts. */
export interface Draft {
  readonly value: number
  change(value: number): void
  /** Has it count, where it was changed. */
  settle(): void
}

/**
 * Follows a hand that drags: what it passes by is drawn and does not count, because browsers take no more than some hundred
 * changes of an address in half a minute.
 *
 * @param settled the value that counts. @param onSettle told where the hand came to rest.
 */
export function useDraft(settled: number, onSettle: (value: number) => void): Draft {
  const [draft, setDraft] = useState<number>()
  // A hand comes to rest before the last thing that it passed by is drawn.
  const newest = useRef<number>(undefined)
  const change = (value: number | undefined): void => {
    newest.current = value
    setDraft(value)
  }
  return {
    value: draft ?? settled,
    change,
    settle() {
      const { current } = newest
      if (current !== undefined && current !== settled) onSettle(current)
      change(undefined)
    },
  }
}
