import { Search } from 'lucide-preact'
import type { RefObject } from 'preact'
import type { PanelSession } from '../model/panel-session.ts'

/** Finds flags by their keys. `/` focuses it from anywhere, Escape empties and leaves it. */
export function SearchField(props: {
  session: PanelSession
  field: RefObject<HTMLInputElement | null>
  onLeave: () => void
}) {
  const { session, field, onLeave } = props
  return (
    <search class="search">
      <Search size={14} aria-hidden="true" />
      <input
        ref={field}
        type="search"
        aria-label="Find flags"
        aria-keyshortcuts="/"
        placeholder="Find flags"
        spellcheck={false}
        autocomplete="off"
        value={session.search.value}
        onInput={(event) => {
          session.search.value = event.currentTarget.value
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') session.search.value = ''
          if (event.key === 'Escape' || event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault()
            onLeave()
          }
        }}
      />
      <kbd>/</kbd>
    </search>
  )
}
