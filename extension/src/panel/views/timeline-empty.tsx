import { X } from 'lucide-preact'
import type { PanelModel } from '../model/panel-model.ts'
import type { TimelineSession } from '../model/timeline-session.ts'
import { countText } from '../text/count-text.ts'
import { TIMELINE_TEXT } from '../text/timeline.ts'
import { hasReadyDocument, MissingClient } from './missing-client.tsx'

/** Says why there is no entry, and what to do. */
export function TimelineEmpty({ model, timeline }: { model: PanelModel; timeline: TimelineSession }) {
  const { all } = timeline.shown.value
  if (all === 0 && !hasReadyDocument(model)) return <MissingClient model={model} />
  if (all === 0) {
    return (
      <div class="empty">
        <h1>{TIMELINE_TEXT.nothingYet}</h1>
        <p>{TIMELINE_TEXT.nothingYetMore}</p>
      </div>
    )
  }
  return (
    <div class="empty">
      <h1>{TIMELINE_TEXT.nothingShown}</h1>
      <button type="button" class="button" onClick={timeline.clearFilters}>
        <X size={12} aria-hidden="true" />
        {TIMELINE_TEXT.showAll} {countText(all)}
      </button>
    </div>
  )
}
