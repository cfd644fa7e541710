import { RotateCw, X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { PanelModel } from '../model/panel-model.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { clipText } from '../model/value-text.ts'
import { NO_CLIENT, NO_FLAGS, NOT_WEB, OTHER_VERSION, TOO_OLD } from '../text/empty-state.ts'
import { nothingFoundReason, nothingFoundTitle, wordsOfFilters } from '../text/flags.ts'
import { WITHHELD, withheldTitle } from '../text/site-access.ts'
import { AllowButton } from './allow-button.tsx'

/** What to show instead of the list: why there is nothing in it, and what to do. `null` when there is a list. */
export function emptyState(model: PanelModel, session: PanelSession): ComponentChildren {
  if (session.rows.value.some((row) => row.kind === 'flag')) return null
  const documents = model.documents.value
  const [client] = session.clients.value
  if (session.counts.value.all > 0) return <NothingFound session={session} />
  if (client) return <NoFlags state={client.client.description.value.state} />
  if (documents.some(({ status }) => status.value === 'unsupported')) return <OtherVersion />
  if (documents.some(({ status }) => status.value === 'ready')) return <NoClient model={model} />
  return <NoDocument model={model} />
}

/** No document of the tab answers: it must not, cannot, or is older than the extension. */
function NoDocument({ model }: { model: PanelModel }) {
  const access = model.access.value
  if (access?.isWebPage === false)
    return (
      <Empty title={NOT_WEB.title}>
        <p>{NOT_WEB.reason}</p>
      </Empty>
    )
  const [site] = access?.withheld ?? []
  if (site && !site.isFrame) {
    return (
      <Empty title={withheldTitle(clipText(site.hostname, 80))}>
        <p>{WITHHELD.reason}</p>
        <AllowButton model={model} site={site} />
        <p class="faint">{WITHHELD.takeBack}</p>
      </Empty>
    )
  }
  return (
    <Empty title={TOO_OLD.title}>
      <p>{TOO_OLD.reason}</p>
      {model.reloadPage && (
        <button type="button" class="button" onClick={model.reloadPage}>
          <RotateCw size={12} aria-hidden="true" />
          {TOO_OLD.reload}
        </button>
      )}
    </Empty>
  )
}

function NoClient({ model }: { model: PanelModel }) {
  const frameSites = model.access.value?.withheld.filter(({ isFrame }) => isFrame) ?? []
  return (
    <Empty title={NO_CLIENT.title}>
      <p>{NO_CLIENT.reason}</p>
      <dl class="empty-causes">
        <dt>{NO_CLIENT.notAttached}</dt>
        <dd>
          <p>{NO_CLIENT.attach}</p>
          <pre class="mono code">{NO_CLIENT.code}</pre>
        </dd>
        <dt>{NO_CLIENT.leftOut}</dt>
        <dd>{NO_CLIENT.leftOutMore}</dd>
        <dt>{NO_CLIENT.later}</dt>
        <dd>{NO_CLIENT.laterMore}</dd>
        {frameSites.length > 0 && (
          <>
            <dt>{NO_CLIENT.inFrame}</dt>
            <dd class="allow-buttons">
              {frameSites.map((site) => (
                <AllowButton key={site.hostname} model={model} site={site} />
              ))}
            </dd>
          </>
        )}
      </dl>
    </Empty>
  )
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

function OtherVersion() {
  return (
    <Empty title={OTHER_VERSION.title}>
      <p>{OTHER_VERSION.reason}</p>
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
