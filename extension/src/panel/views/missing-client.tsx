import { RotateCw } from 'lucide-preact'
import type { PanelModel } from '../model/panel-model.ts'
import { clipText } from '../model/value-text.ts'
import { NO_CLIENT, NOT_WEB, OTHER_VERSION, TOO_OLD } from '../text/empty-state.ts'
import { WITHHELD, withheldTitle } from '../text/site-access.ts'
import { AllowButton } from './allow-button.tsx'
import { Empty } from './empty.tsx'

/** Why the panel has no client, and what to do. */
export function MissingClient({ model }: { model: PanelModel }) {
  const documents = model.documents.value
  if (documents.some(({ status }) => status.value === 'unsupported')) return <OtherVersion />
  return hasReadyDocument(model) ? <NoClient model={model} /> : <NoDocument model={model} />
}

/** Whether any document of the tab can be looked into. */
export function hasReadyDocument({ documents }: PanelModel): boolean {
  return documents.value.some(({ status }) => status.value === 'ready')
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

function OtherVersion() {
  return (
    <Empty title={OTHER_VERSION.title}>
      <p>{OTHER_VERSION.reason}</p>
    </Empty>
  )
}
