import type { FlagReader } from '../model/flag-reader.ts'
import type { FlagRow } from '../model/list-rows.ts'
import { clockText } from '../model/time-text.ts'
import { ACTIVITY_TEXT, readsTitle } from '../text/flag-activity.ts'
import { Section } from './section.tsx'

/** How often the page has read a flag, and which of its code. */
export function FlagReadsSection({ row }: { row: FlagRow }) {
  const activity = row.document.activity(row.client.clientId)
  void activity.version.value
  const reads = activity.reads(row.flag.flagKey)
  return (
    <Section title={ACTIVITY_TEXT.reads}>
      {activity.readsSinceMs === null ? (
        <p class="faint">{ACTIVITY_TEXT.uncounted}</p>
      ) : (
        <p>
          {readsTitle(reads?.count ?? 0, activity.readsSinceMs)}
          {reads && `; the last time at ${clockText(reads.lastAtMs)}`}.
        </p>
      )}
      {reads && reads.readers.length > 0 && (
        <>
          <ul class="readers" aria-label={ACTIVITY_TEXT.readBy}>
            {reads.readers.map((reader) => (
              <Reader key={`${reader.name} ${reader.location}`} reader={reader} />
            ))}
          </ul>
          <p class="faint">{ACTIVITY_TEXT.moreReaders}</p>
        </>
      )}
    </Section>
  )
}

function Reader({ reader }: { reader: FlagReader }) {
  const { name, isComponent, location, stack } = reader
  return (
    <li>
      <details>
        <summary>
          <span class="reader-name">
            {name === null ? ACTIVITY_TEXT.anonymous : <span class="mono">{name}</span>}
            {isComponent && <span class="faint"> {ACTIVITY_TEXT.component}</span>}
          </span>{' '}
          {location !== null && <span class="mono faint">{location}</span>}
        </summary>
        <pre class="mono reader-stack">{stack}</pre>
      </details>
    </li>
  )
}
