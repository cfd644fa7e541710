import { Printer } from 'lucide-react'
import type { ReactElement } from 'react'
import { isFixed } from '../model/coverage.ts'
import type { SheetPlan } from '../model/plan-sheet.ts'
import { type SheetState, ZOOMS } from '../model/sheet-state.ts'
import { ScenarioMenu } from './scenarios/scenario-menu.tsx'
import { ThemeChoice } from './theme-choice.tsx'
import type { ChangeSheet } from './use-sheet-address.ts'
import './sheet-bar.css'

interface SheetBarProps {
  readonly plan: SheetPlan
  readonly state: SheetState
  /** Of the previews on screen. */
  readonly scale: number
  readonly doneCount: number
  readonly wantedCount: number
  readonly idleFlags: readonly string[]
  readonly onStateChange: ChangeSheet
}

/** What is shown, and how. */
export function SheetBar(props: SheetBarProps): ReactElement {
  const { plan, state, scale, doneCount, wantedCount, onStateChange } = props
  const compared = plan.axes.filter((axis) => axis.kind === 'flag' && !isFixed(axis)).map(({ name }) => name)
  return (
    <header className="sheet-bar">
      <div className="sheet-title">
        <h1>{state.name ?? (compared.length > 0 ? compared.join(' × ') : 'As served')}</h1>
      </div>
      <p className="sheet-facts" role="status">
        {doneCount < wantedCount
          ? `${doneCount} of ${wantedCount}`
          : `${plan.count} ${plan.count === 1 ? 'cell' : 'cells'}`}
      </p>
      <select
        className="select zoom"
        aria-label="Zoom"
        value={state.zoom}
        onChange={(event) => {
          const zoom = ZOOMS.find((candidate) => String(candidate) === event.target.value)
          if (zoom !== undefined) onStateChange({ zoom })
        }}
      >
        {(ZOOMS.includes(state.zoom) ? ZOOMS : [...ZOOMS, state.zoom]).map((zoom) => (
          <option key={zoom} value={zoom}>
            {zoom === 'fit' ? fitLabel(state, scale) : `${zoom} %`}
          </option>
        ))}
      </select>
      <ScenarioMenu state={state} onStateChange={onStateChange} />
      <button
        type="button"
        className="icon-button"
        title="Contact sheet"
        aria-label="Contact sheet"
        onClick={() => onStateChange({ view: { kind: 'contact-sheet' } })}
      >
        <Printer size={16} aria-hidden />
      </button>
      <ThemeChoice />
    </header>
  )
}

function fitLabel({ zoom }: SheetState, scale: number): string {
  return zoom === 'fit' ? `Fit, ${Math.round(scale * 100)} %` : 'Fit'
}
