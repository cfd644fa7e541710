import { useComputed } from '@preact/signals'
import type { FlagRow } from '../model/list-rows.ts'
import { countText } from '../text/count-text.ts'
import { readsTitle } from '../text/flag-activity.ts'

/** How often a flag was read; nothing where the client does not count that. */
export function ReadCount({ row }: { row: FlagRow }) {
  const { document, client, flag } = row
  // Draws anew only where this flag was read, and not whenever another one was.
  const count = useComputed(() => {
    const activity = document.activity(client.clientId)
    void activity.version.value
    return activity.readsSinceMs === null ? null : (activity.reads(flag.flagKey)?.count ?? 0)
  }).value
  const { readsSinceMs } = document.activity(client.clientId)
  if (count === null || readsSinceMs === null) return null
  return (
    <span class={count === 0 ? 'faint' : undefined} title={readsTitle(count, readsSinceMs)}>
      {countText(count)}
    </span>
  )
}
