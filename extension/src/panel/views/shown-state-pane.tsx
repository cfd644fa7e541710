import { useSignal } from '@preact/signals'
import { FileDown, Trash2 } from 'lucide-preact'
import type { ClientPlace } from '../model/list-rows.ts'
import { presentState } from '../model/page-snapshot.ts'
import type { PanelModel } from '../model/panel-model.ts'
import { writeScenarioFile } from '../model/scenario-file.ts'
import type { Scenario, ScenarioSession } from '../model/scenario-session.ts'
import { clipText } from '../model/value-text.ts'
import { SCENARIOS_TEXT as TEXT } from '../text/scenarios.ts'
import { ApplySection } from './apply-section.tsx'
import { BugReportSection } from './bug-report-section.tsx'
import { MissingClient } from './missing-client.tsx'
import { NameForm } from './name-form.tsx'
import { PasteForm } from './paste-form.tsx'
import { ReceivedFacts } from './received-facts.tsx'
import { saveFile } from './save-file.ts'
import { Section } from './section.tsx'
import { ShareSection } from './share-section.tsx'
import { StateContents } from './state-contents.tsx'
import { ToggleBox } from './toggle-box.tsx'

/** Everything about the state that is shown, and what can be done with it. */
export function ShownStatePane(props: { model: PanelModel; session: ScenarioSession; isReadOnly: boolean }) {
  const { model, session, isReadOnly } = props
  const shown = session.shown.value
  const place = session.place.value
  const kept = session.kept.value
  if (shown.kind === 'paste') {
    return (
      <div class="detail">
        <StateHeader name={TEXT.pasteTitle} />
        <div class="section">
          <PasteForm words={TEXT} onText={(text) => void session.receive(text, Date.now())} />
        </div>
      </div>
    )
  }
  if (!place) return <MissingClient model={model} />
  if (kept) return <KeptState key={kept.name} {...{ session, place, isReadOnly }} scenario={kept} />
  if (shown.kind !== 'received') return <PresentState session={session} place={place} />
  const { share, snapshot } = shown
  const name = snapshot?.name || share.name || TEXT.received
  return (
    <div class="detail">
      <StateHeader name={name} />
      <ReceivedFacts share={share} snapshot={snapshot} />
      <ApplySection {...{ session, place, isReadOnly, name }} state={share} />
      <Section title={TEXT.keepTitle}>
        <NameForm action={TEXT.keep} name={name} onName={(given) => void session.keep(share, given)} />
      </Section>
    </div>
  )
}

function StateHeader({ name }: { name: string }) {
  return (
    <header class="detail-header">
      <h1>{clipText(name, 200)}</h1>
    </header>
  )
}

function PresentState({ session, place }: { session: ScenarioSession; place: ClientPlace }) {
  const state = presentState(place)
  const withContext = useSignal(true)
  const { overrides, context } = state
  return (
    <div class="detail">
      <StateHeader name={TEXT.present} />
      <StateContents state={state} />
      <Section title={TEXT.keepTitle}>
        <ToggleBox label={TEXT.keepContext} isOn={withContext} />
        <NameForm
          action={TEXT.keep}
          name=""
          onName={(given) =>
            void session.keep(withContext.value ? { overrides, context } : { overrides }, given)
          }
        />
      </Section>
      <ShareSection state={state} place={place} />
      <BugReportSection place={place} />
    </div>
  )
}

function KeptState(props: {
  session: ScenarioSession
  place: ClientPlace
  scenario: Scenario
  isReadOnly: boolean
}) {
  const { session, place, scenario, isReadOnly } = props
  return (
    <div class="detail">
      <StateHeader name={scenario.name} />
      <ApplySection {...{ session, place, isReadOnly }} name={scenario.name} state={scenario} />
      <ShareSection state={scenario} place={place} />
      <Section title={TEXT.name}>
        <NameForm
          action={TEXT.rename}
          name={scenario.name}
          onName={(given) => void session.rename(scenario, given)}
        />
        <div class="button-row">
          <button
            type="button"
            class="button"
            onClick={() => saveFile(`${scenario.name}.json`, writeScenarioFile([scenario]))}
          >
            <FileDown size={12} aria-hidden="true" />
            {TEXT.export}
          </button>
          <button type="button" class="button" onClick={() => void session.remove(scenario)}>
            <Trash2 size={12} aria-hidden="true" />
            {TEXT.delete}
          </button>
        </div>
      </Section>
    </div>
  )
}
