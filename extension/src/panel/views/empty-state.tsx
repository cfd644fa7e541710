import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { PanelModel } from '../model/panel-model.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { clipText } from '../model/value-text.ts'
import { NO_FLAGS } from '../text/empty-state.ts'
import { nothingFoundReason, nothingFoundTitle, wordsOfFilters } from '../text/flags.ts'
import { Empty } from './empty.tsx'
import { MissingClient } from './missing-client.tsx'

/** What to show instead of the list: why there is nothing in it, and what to do. `null` when there is a list. */
export function emptyState(model: PanelModel, session: PanelSession): ComponentChildren {
  if (session.rows.value.some((row) => row.kind === 'flag')) return null
  const [client] = session.clients.value
  if (session.counts.value.all > 0) return <NothingFound session={session} />
  if (client) return <NoFlags state={client.client.description.value.state} />
  return <MissingClient model={model} />
}

function NoFlags({ state }: { state: string }) {
  return (
    <Empty title={NO_FLAGS.title}>
      <p>
        {NO_FLAGS.stateIs} <span class="mono">{clipText(state, 40)}</span>. {NO_FLAGS.reason}
      </p>
      <pre class="mono code">{NO_FLAGS.code}</pre>
    </Empty>
  )
}

function NothingFound({ session }: { session: PanelSession }) {
  const search = session.search.value.trim()
  const filters = wordsOfFilters(session.filters.value)
  return (
    <Empty title={nothingFoundTitle(clipText(search, 60), filters.length > 0)}>
      {filters.length > 0 && <p>{nothingFoundReason(filters)}</p>}
      <button type="button" class="button" onClick={session.clearFilters}>
        <X size={12} aria-hidden="true" />
        Show all {session.counts.value.all.toLocaleString('en')}
      </button>
    </Empty>
  )
}
