import { useSignal } from '@preact/signals'
import { Pause, Play, Trash2 } from 'lucide-preact'
import type { PanelSession } from '../model/panel-session.ts'
import { TIMELINE_GROUPS } from '../model/timeline-session.ts'
import { clipText } from '../model/value-text.ts'
import { countText } from '../text/count-text.ts'
import { droppedText, GROUP_WORDS, TIMELINE_TEXT, unseenText } from '../text/timeline.ts'
import { ToggleChip } from './toggle-chip.tsx'

/** Which entries are shown, and whether new ones are. */
export function TimelineBar({ session }: { session: PanelSession }) {
  const { timeline } = session
  const { counts } = timeline.shown.value
  const dropped = timeline.dropped.value
  return (
    <div class="timeline-bar">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out with what is beside it */}
      <div class="chips" role="group" aria-label={TIMELINE_TEXT.kinds}>
        {TIMELINE_GROUPS.map((group) => (
          <ToggleChip
            key={group}
            isOn={!timeline.hiddenGroups.value.has(group)}
            onToggle={() => timeline.toggleGroup(group)}
          >
            {GROUP_WORDS[group]} <span class="chip-count">{countText(counts.get(group) ?? 0)}</span>
          </ToggleChip>
        ))}
      </div>
      <span class="timeline-actions">
        <RecordReads session={session} />
        <ToggleChip
          title={TIMELINE_TEXT.relativeTitle}
          isOn={timeline.isRelative.value}
          onToggle={() => {
            timeline.isRelative.value = !timeline.isRelative.value
          }}
        >
          {TIMELINE_TEXT.relative}
        </ToggleChip>
        <button type="button" class="chip" onClick={timeline.togglePause}>
          {timeline.isPaused.value ? (
            <Play size={11} aria-hidden="true" />
          ) : (
            <Pause size={11} aria-hidden="true" />
          )}
          {timeline.isPaused.value ? TIMELINE_TEXT.resume : TIMELINE_TEXT.pause}
        </button>
        <button type="button" class="chip" onClick={timeline.clear}>
          <Trash2 size={11} aria-hidden="true" />
          {TIMELINE_TEXT.clear}
        </button>
      </span>
      <p class="timeline-notes" role="status">
        {timeline.isPaused.value && <strong>{unseenText(timeline.unseen.value)}</strong>}
        {dropped > 0 && <span class="warn">{droppedText(dropped)}</span>}
      </p>
    </div>
  )
}

/** Only where a client on the page can do it. It lasts as long as the panel is open, and the document there. */
function RecordReads({ session }: { session: PanelSession }) {
  const recording = useSignal<ReadonlySet<string>>(new Set())
  const problem = useSignal<string | null>(null)
  const places = session.clients.value.filter(({ client }) =>
    client.description.value.methods?.includes('record-reads'),
  )
  if (places.length === 0) return null
  const keys = places.map(({ document, client }) => `${document.connectionId} ${client.clientId}`)
  const isRecording = keys.every((key) => recording.value.has(key))

  async function toggle(): Promise<void> {
    problem.value = null
    try {
      await Promise.all(
        places.map(({ document, client }) =>
          document.request(client.clientId, 'record-reads', { isRecording: !isRecording }),
        ),
      )
      recording.value = new Set(isRecording ? [] : keys)
    } catch (error) {
      problem.value = String(error)
    }
  }

  return (
    <>
      <ToggleChip title={TIMELINE_TEXT.recordTitle} isOn={isRecording} onToggle={() => void toggle()}>
        {TIMELINE_TEXT.record}
      </ToggleChip>
      {problem.value !== null && (
        <span role="alert" class="warn">
          {clipText(problem.value, 200)}
        </span>
      )}
    </>
  )
}
