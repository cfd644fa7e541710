import { type Signal, useSignal } from '@preact/signals'
import type { ComponentChildren, RefObject } from 'preact'
import { useRef } from 'preact/hooks'
import { SearchField } from './search-field.tsx'
import { SplitView } from './split-view.tsx'
import { useSearchKey } from './use-search-key.ts'

/** A list that can be searched, beside everything about what is selected in it. */
export function ListAndDetail(props: {
  search: Signal<string>
  findLabel: string
  /** Between the search and the list. */
  bar: ComponentChildren
  /** Whether what is shown is about to be replaced. @default false */
  isBusy?: boolean
  /** Stands in the place of both, unless it is `null`. */
  instead: ComponentChildren
  list: (openDetail: () => void, root: RefObject<HTMLElement | null>) => ComponentChildren
  detail: (close: () => void) => ComponentChildren
}) {
  const { search, findLabel, bar, isBusy = false, instead, list, detail } = props
  const root = useRef<HTMLDivElement>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const isDetailOpen = useSignal(false)
  useSearchKey(searchField)

  const focusList = () => root.current?.querySelector<HTMLElement>('[role=grid]')?.focus()
  const openDetail = () => {
    isDetailOpen.value = true
  }
  const close = () => {
    isDetailOpen.value = false
    focusList()
  }
  return (
    <div class="flags-view" ref={root}>
      <SearchField search={search} label={findLabel} field={searchField} onLeave={focusList} />
      {bar}
      <div class="flags-body" aria-busy={isBusy}>
        {instead ?? <SplitView isEndOpen={isDetailOpen} start={list(openDetail, root)} end={detail(close)} />}
      </div>
    </div>
  )
}
