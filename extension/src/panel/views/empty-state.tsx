import { RotateCw, X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { PanelModel } from '../model/panel-model.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { clipText } from '../model/value-text.ts'
import { nothingFoundReason, nothingFoundTitle, wordsOfFilters } from '../text/flags.ts'

/** What to show instead of the list: why there is nothing in it, and what to do. `null` when there is a list. */
export function emptyState(model: PanelModel, session: PanelSession): ComponentChildren {
  if (session.rows.value.some((row) => row.kind === 'flag')) return null
  const documents = model.documents.value
  const [client] = session.clients.value
  if (session.counts.value.all > 0) return <NothingFound session={session} />
  if (client) return <NoFlags state={client.client.description.value.state} />
  if (documents.some(({ status }) => status.value === 'unsupported')) return <OtherVersion />
  if (documents.some(({ status }) => status.value === 'ready')) return <NoClient />
  return <NoDocument reloadPage={model.reloadPage} />
}

function NoDocument({ reloadPage }: { reloadPage: (() => void) | undefined }) {
  return (
    <Empty title="This page cannot be looked into yet">
      <p>
        It was loaded before the extension was installed or updated, or it belongs to the browser itself, such
        as a settings page or the web store.
      </p>
      {reloadPage && (
        <button type="button" class="button" onClick={reloadPage}>
          <RotateCw size={12} aria-hidden="true" />
          Reload the page
        </button>
      )}
    </Empty>
  )
}

function NoClient() {
  return (
    <Empty title="No flag client on this page">
      <p>
        The page is ready to be looked into, but no client has attached itself. With Halyard’s client, add
        this:
      </p>
      <pre class="mono code">{`import { attachDevtools } from '@halyard/client/devtools'

attachDevtools(client)`}</pre>
      <p>Flags appear here as soon as it runs. Any other SDK can attach itself to the same registry.</p>
    </Empty>
  )
}

function NoFlags({ state }: { state: string }) {
  return (
    <Empty title="The client knows no flags yet">
      <p>
        Its state is <span class="mono">{clipText(state, 40)}</span>. Flags appear here when its source has
        answered, or when the page reads one:
      </p>
      <pre class="mono code">{"client.get('new-checkout', false)"}</pre>
    </Empty>
  )
}

function OtherVersion() {
  return (
    <Empty title="The page speaks another version of the protocol">
      <p>
        The SDK on this page and this panel have no version in common. Update whichever of the two is older.
      </p>
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

function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <h1>{title}</h1>
      {children}
    </div>
  )
}
