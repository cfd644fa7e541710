import type { FlagRow } from '../model/list-rows.ts'
import { readsTitle } from '../text/flag-activity.ts'

/** How often a flag was read; nothing where the client does not count that. */
export function ReadCount({ row }: { row: FlagRow }) {
  const activity = row.document.activity(row.client.clientId)
  void activity.version.value
  if (activity.readsSinceMs === null) return null
  const count = activity.reads(row.flag.flagKey)?.count ?? 0
  return (
    <span class={count === 0 ? 'faint' : undefined} title={readsTitle(count, activity.readsSinceMs)}>
      {count.toLocaleString('en')}
    </span>
  )
}
