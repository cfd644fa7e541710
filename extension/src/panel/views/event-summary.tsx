import type { TimelineEvent } from '../model/timeline.ts'
import { clipText, MAX_ROW_TEXT } from '../model/value-text.ts'
import { causeText } from '../text/flag-activity.ts'
import { countedText, stateText } from '../text/timeline.ts'
import { ChangedValue, ShortOutcome } from './changed-value.tsx'

/** What an entry is about: a flag, an event of the page's own, an address. */
export function subjectOf(event: TimelineEvent): string {
  switch (event.kind) {
    case 'read':
    case 'change':
    case 'exposure':
      return event.flagKey
    case 'tracking':
      return event.name
    case 'navigation':
      return event.url
    case 'connection':
    case 'context':
      return ''
  }
}

/** How it happened, on one line. */
export function EventSummary({ event }: { event: TimelineEvent }) {
  switch (event.kind) {
    case 'read':
      return <ShortOutcome outcome={event.outcome} />
    case 'change':
      return (
        <>
          <ChangedValue before={event.before} after={event.after} />{' '}
          <span class="faint">{causeText(event.cause)}</span>
        </>
      )
    case 'exposure':
      return (
        <>
          <ShortOutcome outcome={event.outcome} />
          {event.uncounted !== null && <span class="faint"> {countedText(event.uncounted)}</span>}
        </>
      )
    case 'connection': {
      const { state, error, revision } = event
      const words = [stateText(state), error, revision !== null && `revision ${revision}`]
      return (
        <>
          {words
            .filter((word) => typeof word === 'string')
            .map((word) => clipText(word, MAX_ROW_TEXT))
            .join(' · ')}
        </>
      )
    }
    case 'context':
      return <span class="mono">{clipText(event.context, MAX_ROW_TEXT)}</span>
    case 'tracking':
      return <span class="mono">{clipText(event.details ?? '', MAX_ROW_TEXT)}</span>
    case 'navigation':
      return <>{clipText(event.title, MAX_ROW_TEXT)}</>
  }
}
