import { useSignal } from '@preact/signals'
import { ArrowRight } from 'lucide-preact'
import type { OutcomeText } from '../model/outcome-text.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { clockText, durationText } from '../model/time-text.ts'
import type { TimelineEntry, TimelineEvent } from '../model/timeline.ts'
import { ACTIVITY_TEXT, causeText } from '../text/flag-activity.ts'
import { countedText, stateText, TIMELINE_TEXT } from '../text/timeline.ts'
import { DetailPane } from './detail-pane.tsx'
import { EventLabel } from './event-label.tsx'
import { Facts } from './facts.tsx'
import { Section } from './section.tsx'

type Fact = readonly [name: string, text: string | null]

/** Everything about the selected entry. */
export function TimelineDetail({ session, onClose }: { session: PanelSession; onClose: () => void }) {
  const { selected, shown, selectedIndex } = session.timeline
  const entry = selected.value
  if (!entry) return <p class="detail-none">{TIMELINE_TEXT.none}</p>
  const since = shown.value.rows[selectedIndex.value]?.sinceNavigationMs
  return (
    <DetailPane
      title={
        <h1 class="timeline-detail-title">
          <EventLabel event={entry.event} />
        </h1>
      }
      onClose={onClose}
    >
      <Section title={TIMELINE_TEXT.time}>
        <p>
          {new Date(entry.atMs).toLocaleDateString()} {clockText(entry.atMs)}
          {typeof since === 'number' && (
            <span class="faint"> {durationText(since)} after the last navigation</span>
          )}
        </p>
        <Facts entries={[[TIMELINE_TEXT.client, entry.place.name]]} />
      </Section>
      <EventFacts event={entry.event} />
      <ShowFlag key={entry.number} session={session} entry={entry} />
    </DetailPane>
  )
}

function ShowFlag({ session, entry }: { session: PanelSession; entry: TimelineEntry }) {
  const isGone = useSignal(false)
  const { event, place } = entry
  if (!('flagKey' in event)) return null
  return (
    <section class="section">
      <button
        type="button"
        class="button show-flag"
        onClick={() => {
          isGone.value = !session.show(place, event.flagKey)
        }}
      >
        {TIMELINE_TEXT.showFlag}
        <ArrowRight size={12} aria-hidden="true" />
      </button>
      <p role="alert">{isGone.value && TIMELINE_TEXT.flagGone}</p>
    </section>
  )
}

function EventFacts({ event }: { event: TimelineEvent }) {
  switch (event.kind) {
    case 'read':
      return <OutcomeSection title={event.flagKey} outcome={event.outcome} />
    case 'exposure':
      return (
        <OutcomeSection
          title={event.flagKey}
          outcome={event.outcome}
          more={[[TIMELINE_TEXT.counted, countedText(event.uncounted)]]}
        />
      )
    case 'change':
      return (
        <>
          <Section title={event.flagKey}>
            <Facts entries={[[TIMELINE_TEXT.cause, causeText(event.cause)]]} />
          </Section>
          <OutcomeSection title={TIMELINE_TEXT.before} outcome={event.before} />
          {event.after ? (
            <OutcomeSection title={TIMELINE_TEXT.after} outcome={event.after} />
          ) : (
            <Section title={TIMELINE_TEXT.after}>
              <p class="faint">{ACTIVITY_TEXT.gone}</p>
            </Section>
          )}
        </>
      )
    case 'connection':
      return (
        <Section title={TIMELINE_TEXT.state}>
          <Facts
            entries={told([
              [TIMELINE_TEXT.state, stateText(event.state)],
              [TIMELINE_TEXT.revision, event.revision],
              [TIMELINE_TEXT.error, event.error],
            ])}
          />
        </Section>
      )
    case 'context':
      return (
        <Section title={TIMELINE_TEXT.context}>
          <pre class="mono value-json">{readableJson(event.context)}</pre>
        </Section>
      )
    case 'tracking':
      return (
        <Section title={event.name}>
          <pre class="mono value-json">{readableJson(event.details ?? '')}</pre>
        </Section>
      )
    case 'navigation':
      return (
        <Section title={TIMELINE_TEXT.address}>
          <Facts
            entries={[
              [TIMELINE_TEXT.address, event.url],
              [TIMELINE_TEXT.title, event.title],
            ]}
          />
        </Section>
      )
  }
}

function OutcomeSection(props: { title: string; outcome: OutcomeText; more?: readonly Fact[] }) {
  const { title, outcome, more = [] } = props
  const { value, variant, reason } = outcome
  return (
    <Section title={title}>
      <pre class="mono value-json">{value === null ? ACTIVITY_TEXT.fallback : readableJson(value)}</pre>
      <Facts entries={told([[TIMELINE_TEXT.variant, variant], [TIMELINE_TEXT.reason, reason], ...more])} />
    </Section>
  )
}

function told(facts: readonly Fact[]): readonly Fact[] {
  return facts.filter(([, text]) => text !== null)
}

/** With two spaces, where it is JSON and was not cut short. */
function readableJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
