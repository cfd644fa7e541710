import type { ShareState } from '@halyard/protocol/share'
import { useSignal } from '@preact/signals'
import { Check } from 'lucide-preact'
import type { ClientPlace } from '../model/list-rows.ts'
import { offers } from '../model/offers.ts'
import { overrideSupport } from '../model/overridden.ts'
import type { ScenarioSession } from '../model/scenario-session.ts'
import { planState } from '../model/state-plan.ts'
import { clipText } from '../model/value-text.ts'
import { instantWords } from '../text/instant.ts'
import { SCENARIOS_TEXT as TEXT } from '../text/scenarios.ts'
import { PlanList } from './plan-list.tsx'
import { Section } from './section.tsx'
import { ToggleBox } from './toggle-box.tsx'

/** What a state would change on this page, and the button that changes it. */
export function ApplySection(props: {
  session: ScenarioSession
  place: ClientPlace
  state: ShareState
  name: string
  isReadOnly: boolean
}) {
  const { session, place, state, name, isReadOnly } = props
  const isContextWanted = useSignal(true)
  const canSetContext = offers(place, 'set-context')
  const withContext = canSetContext && isContextWanted.value
  const plan = planState(state, place)
  const steps =
    plan.flags.filter(({ kind }) => kind === 'set' || kind === 'reset').length +
    (withContext ? plan.context.length : 0)
  const { expiresAtMs } = state
  const { refusal, canExpire } = overrideSupport(place.client)
  const isOver = expiresAtMs !== undefined && expiresAtMs <= Date.now()
  return (
    <Section title={TEXT.plan}>
      {expiresAtMs !== undefined && (
        <p class="warn">
          {(isOver ? TEXT.expired : canExpire ? TEXT.expires : TEXT.cannotExpire)(instantWords(expiresAtMs))}
        </p>
      )}
      {refusal !== undefined && <p class="warn">{TEXT.refused(clipText(refusal, 400))}</p>}
      <PlanList plan={plan} withContext={withContext} />
      {plan.unchanged > 0 && steps > 0 && <p class="faint">{TEXT.unchanged(plan.unchanged)}</p>}
      {state.context && !canSetContext && <p class="faint">{TEXT.noContext}</p>}
      {state.context && canSetContext && <ToggleBox label={TEXT.withContext} isOn={isContextWanted} />}
      <div class="button-row">
        <button
          type="button"
          class="button"
          disabled={isReadOnly || isOver || refusal !== undefined || steps === 0}
          onClick={() => void session.apply(state, name, withContext)}
        >
          <Check size={12} aria-hidden="true" />
          {TEXT.apply}
        </button>
      </div>
    </Section>
  )
}
