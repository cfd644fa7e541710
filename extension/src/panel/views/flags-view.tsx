import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { emptyState } from './empty-state.tsx'
import { FirstRunHint } from './first-run-hint.tsx'
import { FlagDetail } from './flag-detail.tsx'
import { FlagList } from './flag-list.tsx'
import type { PanelViewProps } from './panel-view-props.ts'
import { SearchField } from './search-field.tsx'
import { SplitView } from './split-view.tsx'
import { WithheldFrames } from './withheld-frames.tsx'

/** Every flag of the page, and everything about the selected one. */
export function FlagsView({ model, session }: PanelViewProps) {
  const root = useRef<HTMLDivElement>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const isDetailOpen = useSignal(false)
  const empty = emptyState(model, session)

  useEffect(() => {
    const focusSearch = (event: KeyboardEvent) => {
      if (event.key !== '/' || isTyping(event.target)) return
      event.preventDefault()
      searchField.current?.select()
    }
    const { ownerDocument } = root.current as HTMLElement
    ownerDocument.addEventListener('keydown', focusSearch)
    return () => ownerDocument.removeEventListener('keydown', focusSearch)
  }, [])

  const focusList = () => root.current?.querySelector<HTMLElement>('[role=grid]')?.focus()
  return (
    <div class="flags-view" ref={root}>
      <SearchField session={session} field={searchField} onLeave={focusList} />
      {!empty && <WithheldFrames model={model} />}
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
      {!empty && <FirstRunHint />}
    </div>
  )
}

function focusFirstControl(root: HTMLElement | null): void {
  root?.querySelector<HTMLElement>('.override-editor :is(input, textarea, button)')?.focus()
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=radio]), textarea, select')
}
