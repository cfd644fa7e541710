import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { PanelModel } from '../model/panel-model.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { emptyState } from './empty-state.tsx'
import { FlagDetail } from './flag-detail.tsx'
import { FlagList } from './flag-list.tsx'
import { RefusalNotice } from './refusal-notice.tsx'
import { SearchField } from './search-field.tsx'
import { SplitView } from './split-view.tsx'
import { StatusStrip } from './status-strip.tsx'

/** The whole panel. */
export function PanelView({ model, session }: { model: PanelModel; session: PanelSession }) {
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
    <div class="panel" ref={root}>
      <SearchField session={session} field={searchField} onLeave={focusList} />
      <StatusStrip session={session} />
      <main class="panel-body" aria-busy={session.isReadOnly.value}>
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
      </main>
      <RefusalNotice session={session} />
    </div>
  )
}

function focusFirstControl(root: HTMLElement | null): void {
  root?.querySelector<HTMLElement>('.override-editor :is(input, textarea, button)')?.focus()
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=radio]), textarea, select')
}
