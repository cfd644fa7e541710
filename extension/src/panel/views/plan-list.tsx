import type { ContextStep, FlagStep, StatePlan } from '../model/state-plan.ts'
import { clipText, valueText } from '../model/value-text.ts'
import { SCENARIOS_TEXT as TEXT } from '../text/scenarios.ts'

const MAX_LISTED = 200

/** What applying a state would change, one line for each flag and attribute. */
export function PlanList({ plan, withContext }: { plan: StatePlan; withContext: boolean }) {
  const flags = plan.flags.slice(0, MAX_LISTED)
  const context = withContext ? plan.context.slice(0, MAX_LISTED) : []
  const leftOut = plan.flags.length - flags.length + (withContext ? plan.context.length - context.length : 0)
  if (flags.length + context.length === 0) return <p class="faint">{TEXT.planNone}</p>
  return (
    <>
      <ul class="steps" aria-label={TEXT.plan}>
        {flags.map((step) => (
          <Step
            key={step.flagKey}
            name={step.flagKey}
            from={fromText(step)}
            to={valueText(step.to)}
            note={noteOf(step)}
          />
        ))}
        {context.map((step) => (
          <Step
            key={`context ${step.attribute}`}
            name={`${TEXT.context.toLowerCase()}: ${step.attribute}`}
            {...contextTexts(step)}
            note=""
          />
        ))}
      </ul>
      {leftOut > 0 && <p class="faint">{TEXT.more(leftOut)}</p>}
    </>
  )
}

function Step({ name, from, to, note }: { name: string; from: string; to: string; note: string }) {
  return (
    <li class="step">
      <span class="mono step-key">{clipText(name, 200)}</span>
      <span class="step-value">
        <span class="mono faint">{from || TEXT.fallback}</span>
        <span aria-hidden="true"> → </span>
        <span class="visually-hidden"> {TEXT.becomes} </span>
        <span class="mono">{to || TEXT.fallback}</span>
        {note && <span class="faint step-note"> {note}</span>}
      </span>
    </li>
  )
}

function fromText({ from, isKnown }: FlagStep): string {
  return isKnown ? valueText(from, 80) : TEXT.absent
}

function noteOf(step: FlagStep): string {
  if (step.kind === 'reset') return TEXT.served
  if (step.kind === 'fixed') return TEXT.fixed
  if (step.kind === 'unfit') return TEXT.unfit(step.wanted)
  return step.isKnown ? '' : TEXT.unknown
}

function contextTexts(step: ContextStep): { readonly from: string; readonly to: string } {
  const text = (part: 'from' | 'to') => (part in step ? valueText(step[part], 80) : TEXT.absent)
  return { from: text('from'), to: text('to') }
}
