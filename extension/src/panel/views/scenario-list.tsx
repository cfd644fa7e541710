import type { ShareState } from '@halyard/protocol/share'
import { Bookmark, Inbox, MonitorDot } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { presentState } from '../model/page-snapshot.ts'
import type { ScenarioSession, ShownState } from '../model/scenario-session.ts'
import { clipText } from '../model/value-text.ts'
import { stateSummary, SCENARIOS_TEXT as TEXT } from '../text/scenarios.ts'

/** The page as it is, what was received, and what is kept: a click shows it, and changes nothing. */
export function ScenarioList({ session, onShow }: { session: ScenarioSession; onShow: () => void }) {
  const shown = session.shown.value
  const kept = session.scenarios.list.value
  const place = session.place.value

  function show(state: ShownState): void {
    session.shown.value = state
    session.problem.value = null
    onShow()
  }

  return (
    <div class="scenario-list">
      <ul aria-label={TEXT.list}>
        <Entry
          icon={<MonitorDot size={12} aria-hidden="true" />}
          name={TEXT.present}
          summary={place ? summaryOf(presentState(place)) : ''}
          isShown={shown.kind === 'present'}
          onShow={() => show({ kind: 'present' })}
        />
        {shown.kind === 'received' && (
          <Entry
            icon={<Inbox size={12} aria-hidden="true" />}
            name={shown.snapshot?.name || shown.share.name || TEXT.received}
            summary={summaryOf(shown.share)}
            isShown
            onShow={onShow}
          />
        )}
        {kept.map((scenario) => (
          <Entry
            key={scenario.name}
            icon={<Bookmark size={12} aria-hidden="true" />}
            name={scenario.name}
            summary={summaryOf(scenario)}
            isShown={session.kept.value === scenario}
            onShow={() => show({ kind: 'kept', name: scenario.name })}
          />
        ))}
      </ul>
      {kept.length === 0 && <p class="faint">{TEXT.none}</p>}
      <p class="faint">{TEXT.dropHint}</p>
    </div>
  )
}

function Entry(props: {
  icon: ComponentChildren
  name: string
  summary: string
  isShown: boolean
  onShow: () => void
}) {
  return (
    <li>
      <button
        type="button"
        class="scenario-entry"
        aria-current={props.isShown ? 'true' : undefined}
        onClick={props.onShow}
      >
        {props.icon}
        <span class="scenario-name">{clipText(props.name, 80)}</span>
        <span class="faint">{props.summary}</span>
      </button>
    </li>
  )
}

function summaryOf({ overrides, context }: ShareState): string {
  return stateSummary(overrides.size, Object.keys(context ?? {}).length)
}
