import { SCENARIOS_TEXT } from '../text/scenarios.ts'
import { ContextBanner } from './context-banner.tsx'
import { FileDrop } from './file-drop.tsx'
import { PANEL_TABS, PanelTabList } from './panel-tabs.tsx'
import type { PanelViewProps } from './panel-view-props.ts'
import { RefusalNotice } from './refusal-notice.tsx'
import { StatusStrip } from './status-strip.tsx'

/** The whole panel. What is overridden is on view in every tab. */
export function PanelView({ model, session }: PanelViewProps) {
  const { openTab } = session
  const tab = PANEL_TABS.find(({ id }) => id === openTab.value)
  return (
    <FileDrop
      class="panel"
      hint={SCENARIOS_TEXT.drop}
      onText={(text) => {
        openTab.value = 'scenarios'
        void session.scenarios.receive(text, Date.now())
      }}
    >
      <PanelTabList openTab={openTab} />
      <StatusStrip session={session} />
      <ContextBanner session={session} />
      <main class="panel-body">
        <div class="tab-panel" id="tab-panel" role="tabpanel" aria-labelledby={`tab-${openTab.value}`}>
          {tab && <tab.View model={model} session={session} />}
        </div>
      </main>
      <RefusalNotice session={session} />
    </FileDrop>
  )
}
