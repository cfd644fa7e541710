import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { TIMELINE_TEXT } from '../text/timeline.ts'
import type { PanelViewProps } from './panel-view-props.ts'
import { SearchField } from './search-field.tsx'
import { SplitView } from './split-view.tsx'
import { TimelineBar } from './timeline-bar.tsx'
import { TimelineDetail } from './timeline-detail.tsx'
import { TimelineEmpty } from './timeline-empty.tsx'
import { TimelineList } from './timeline-list.tsx'
import { useSearchKey } from './use-search-key.ts'

/** What happened on the page, in the order of time, and everything about the selected entry. */
export function TimelineView({ session }: PanelViewProps) {
  const root = useRef<HTMLDivElement>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const isDetailOpen = useSignal(false)
  const { timeline } = session
  useSearchKey(searchField)
  const focusList = () => root.current?.querySelector<HTMLElement>('[role=grid]')?.focus()
  return (
    <div class="flags-view" ref={root}>
      <SearchField
        search={timeline.search}
        label={TIMELINE_TEXT.find}
        field={searchField}
        onLeave={focusList}
      />
      <TimelineBar session={session} />
      <div class="flags-body">
        {timeline.shown.value.rows.length === 0 ? (
          <TimelineEmpty timeline={timeline} />
        ) : (
          <SplitView
            isEndOpen={isDetailOpen}
            start={
              <TimelineList
                timeline={timeline}
                onSelect={() => {
                  isDetailOpen.value = true
                }}
              />
            }
            end={
              <TimelineDetail
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
