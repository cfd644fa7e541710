import { useSignal } from '@preact/signals'
import { ClipboardPaste, FileDown, Undo2, X } from 'lucide-preact'
import { writeScenarioFile } from '../model/scenario-file.ts'
import type { ScenarioSession } from '../model/scenario-session.ts'
import { clipText } from '../model/value-text.ts'
import { PANEL_TEXT } from '../text/panel.ts'
import { noticeText, SCENARIOS_TEXT as TEXT } from '../text/scenarios.ts'
import { ClientSelect } from './client-select.tsx'
import { FileButton } from './file-button.tsx'
import type { PanelViewProps } from './panel-view-props.ts'
import { saveFile } from './save-file.ts'
import { ScenarioList } from './scenario-list.tsx'
import { ShownStatePane } from './shown-state-pane.tsx'
import { SplitView } from './split-view.tsx'

/** Named states: kept, applied, shared, and received from others. */
export function ScenariosView({ model, session }: PanelViewProps) {
  const { scenarios } = session
  const isPaneOpen = useSignal(true)
  const receive = (text: string) => {
    isPaneOpen.value = true
    return scenarios.receive(text, Date.now())
  }
  return (
    <div class="scenarios-view">
      <div class="tool-bar">
        <FileButton label={TEXT.import} onText={receive} />
        <button
          type="button"
          class="button"
          onClick={() => {
            scenarios.shown.value = { kind: 'paste' }
            isPaneOpen.value = true
          }}
        >
          <ClipboardPaste size={12} aria-hidden="true" />
          {TEXT.paste}
        </button>
        <button
          type="button"
          class="button"
          disabled={scenarios.scenarios.list.value.length === 0}
          onClick={() => saveFile('scenarios.json', writeScenarioFile(scenarios.scenarios.list.value))}
        >
          <FileDown size={12} aria-hidden="true" />
          {TEXT.exportAll}
        </button>
        <ClientSelect
          clients={scenarios.clients.value}
          place={scenarios.place.value}
          onChoose={scenarios.choose}
        />
      </div>
      <Messages session={scenarios} />
      <div class="flags-body" aria-busy={session.isReadOnly.value}>
        <SplitView
          isEndOpen={isPaneOpen}
          startPercent={40}
          start={
            <ScenarioList
              session={scenarios}
              onShow={() => {
                isPaneOpen.value = true
              }}
            />
          }
          end={<ShownStatePane model={model} session={scenarios} isReadOnly={session.isReadOnly.value} />}
        />
      </div>
    </div>
  )
}

function Messages({ session }: { session: ScenarioSession }) {
  const notice = session.notice.value
  const problem = session.problem.value
  return (
    <>
      <div role="status" class={notice ? 'message' : 'message-none'}>
        {notice && (
          <>
            <span>{clipText(noticeText(notice), 200)}</span>
            <button type="button" class="button" onClick={notice.undo}>
              <Undo2 size={12} aria-hidden="true" />
              {TEXT.undo}
            </button>
          </>
        )}
      </div>
      <div role="alert" class={problem === null ? 'message-none' : 'message message-bad'}>
        {problem !== null && (
          <>
            <span>{clipText(problem, 1_000)}</span>
            <button
              type="button"
              class="icon-button"
              aria-label={PANEL_TEXT.dismiss}
              onClick={() => {
                session.problem.value = null
              }}
            >
              <X size={14} aria-hidden="true" />
            </button>
          </>
        )}
      </div>
    </>
  )
}
