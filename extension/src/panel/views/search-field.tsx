import type { Signal } from '@preact/signals'
import { Search } from 'lucide-preact'
import type { RefObject } from 'preact'

/** Narrows a list by words. `/` focuses it from anywhere, Escape empties and leaves it. */
export function SearchField(props: {
  search: Signal<string>
  label: string
  field: RefObject<HTMLInputElement | null>
  onLeave: () => void
}) {
  const { search, label, field, onLeave } = props
  return (
    <search class="search">
      <Search size={14} aria-hidden="true" />
      <input
        ref={field}
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        spellcheck={false}
        autocomplete="off"
        value={search.value}
        onInput={(event) => {
          search.value = event.currentTarget.value
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') search.value = ''
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
