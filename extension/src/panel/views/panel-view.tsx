import { useEffect, useRef } from 'preact/hooks'
import { SCENARIOS_TEXT } from '../text/scenarios.ts'
import { ContextBanner } from './context-banner.tsx'
import { FileDrop } from './file-drop.tsx'
import { isTyping } from './is-typing.ts'
import { OverrideNotice } from './override-notice.tsx'
import { PANEL_TABS, PanelTabList } from './panel-tabs.tsx'
import type { PanelViewProps } from './panel-view-props.ts'
import { StatusStrip } from './status-strip.tsx'

/** The whole panel. What is overridden is on view in every tab. Ctrl or Cmd and Z undoes, with Shift it does again. */
export function PanelView({ model, session }: PanelViewProps) {
  const root = useRef<HTMLDivElement>(null)
  const { openTab } = session
  const tab = PANEL_TABS.find(({ id }) => id === openTab.value)

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)
      if (!isUndo || isTyping(event.target)) return
      event.preventDefault()
      if (event.shiftKey) session.redo()
      else session.undo()
    }
    // Wherever the focus is, or when nothing has it any more.
    const { ownerDocument } = root.current as HTMLElement
    ownerDocument.addEventListener('keydown', press)
    return () => ownerDocument.removeEventListener('keydown', press)
  }, [session])

  return (
    <FileDrop
      class="panel"
      root={root}
      hint={SCENARIOS_TEXT.drop}
      onText={(text) => {
        openTab.value = 'scenarios'
        void session.scenarios.receive(text, Date.now())
      }}
    >
      <PanelTabList openTab={openTab} />
      <StatusStrip model={model} session={session} />
      <ContextBanner session={session} />
      <main class="panel-body">
        <div class="tab-panel" id="tab-panel" role="tabpanel" aria-labelledby={`tab-${openTab.value}`}>
          {tab && <tab.View model={model} session={session} />}
        </div>
      </main>
      <OverrideNotice session={session} />
    </FileDrop>
  )
}
