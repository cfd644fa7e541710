import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import { isTyping } from './is-typing.ts'

/** Lets `/` focus a search field from anywhere, except where it is typed. */
export function useSearchKey(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const focusSearch = (event: KeyboardEvent) => {
      if (event.key !== '/' || isTyping(event.target)) return
      event.preventDefault()
      field.current?.select()
    }
    const { ownerDocument } = field.current as HTMLElement
    ownerDocument.addEventListener('keydown', focusSearch)
    return () => ownerDocument.removeEventListener('keydown', focusSearch)
  }, [field])
}
