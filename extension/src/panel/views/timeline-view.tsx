import { TIMELINE_TEXT } from '../text/timeline.ts'
import { ListAndDetail } from './list-and-detail.tsx'
import type { PanelViewProps } from './panel-view-props.ts'
import { TimelineBar } from './timeline-bar.tsx'
import { TimelineDetail } from './timeline-detail.tsx'
import { TimelineEmpty } from './timeline-empty.tsx'
import { TimelineList } from './timeline-list.tsx'

/** What happened on the page, in the order of time, and everything about the selected entry. */
export function TimelineView({ model, session }: PanelViewProps) {
  const { timeline } = session
  return (
    <ListAndDetail
      search={timeline.search}
      findLabel={TIMELINE_TEXT.find}
      bar={<TimelineBar session={session} />}
      instead={
        timeline.shown.value.rows.length === 0 ? <TimelineEmpty model={model} timeline={timeline} /> : null
      }
      list={(openDetail) => <TimelineList timeline={timeline} onSelect={openDetail} />}
      detail={(close) => <TimelineDetail session={session} onClose={close} />}
    />
  )
}
