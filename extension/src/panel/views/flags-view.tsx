import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { FLAGS_TEXT } from '../text/flags.ts'
import { emptyState } from './empty-state.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FlagDetail } from './flag-detail.tsx'
import { FlagList } from './flag-list.tsx'
import type { PanelViewProps } from './panel-view-props.ts'
import { SearchField } from './search-field.tsx'
import { SplitView } from './split-view.tsx'
import { useSearchKey } from './use-search-key.ts'

/** Every flag of the page, and everything about the selected one. */
export function FlagsView({ model, session }: PanelViewProps) {
  const root = useRef<HTMLDivElement>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const isDetailOpen = useSignal(false)
  const empty = emptyState(model, session)

  useSearchKey(searchField)
  const focusList = () => root.current?.querySelector<HTMLElement>('[role=grid]')?.focus()
  return (
    <div class="flags-view" ref={root}>
      <SearchField search={session.search} label={FLAGS_TEXT.find} field={searchField} onLeave={focusList} />
      <FilterBar session={session} />
      <div class="flags-body" aria-busy={session.isReadOnly.value}>
        {empty ?? (
          <SplitView
            isEndOpen={isDetailOpen}
            start={
              <FlagList
                session={session}
                onOpen={() => {
                  isDetailOpen.value = true
                  requestAnimationFrame(() => focusFirstControl(root.current))
                }}
                onSelect={() => {
                  isDetailOpen.value = true
                }}
              />
            }
            end={
              <FlagDetail
                session={session}
                onClose={() => {
                  isDetailOpen.value = false
                  focusList()
                }}
              />
            }
          />
        )}
      </div>
    </div>
  )
}

function focusFirstControl(root: HTMLElement | null): void {
  root
    ?.querySelector<HTMLElement>('.override-editor :is(input, textarea, button, [contenteditable=true])')
    ?.focus()
}
