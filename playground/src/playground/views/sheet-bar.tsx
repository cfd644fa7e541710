import { ArrowLeft, ChevronLeft, ChevronRight, Layers, Link2, Printer } from 'lucide-react'
import type { ReactElement } from 'react'
import { isFixed } from '../model/coverage.ts'
import type { Cell, SheetPlan } from '../model/plan-sheet.ts'
import { type SheetState, ZOOMS } from '../model/sheet-state.ts'
import { CellLabel } from './cell-label.tsx'
import { ScenarioMenu } from './scenarios/scenario-menu.tsx'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import { ThemeChoice } from './theme-choice.tsx'
import type { ChangeSheet } from './use-sheet-address.ts'
import './sheet-bar.css'

interface SheetBarProps {
  readonly plan: SheetPlan
  readonly state: SheetState
  /** The cell that is looked at alone. */
  readonly single: Cell | undefined
  /** Of the previews on screen. */
  readonly scale: number
  readonly doneCount: number
  readonly wantedCount: number
  readonly idleFlags: readonly string[]
  readonly onStateChange: ChangeSheet
  /** Goes to the cell before or after the single one. */
  onStep(by: -1 | 1): void
}

/** What is shown, and how. */
export function SheetBar(props: SheetBarProps): ReactElement {
  const { state, scale, single, onStateChange } = props
  return (
    <header className="sheet-bar">
      {single ? <SingleTitle {...props} single={single} /> : <SheetTitle {...props} />}
      {!single && (
        <Toggle
          label="Fold"
          title="Show cells that look the same only once"
          icon={<Layers size={16} aria-hidden />}
          isOn={state.isFolding}
          onToggle={(isFolding) => onStateChange({ isFolding })}
        />
      )}
      <Toggle
        label="Mirror"
        title="What you do in one cell happens in all"
        icon={<Link2 size={16} aria-hidden />}
        isOn={state.isMirroring}
        onToggle={(isMirroring) => onStateChange({ isMirroring })}
      />
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
      <ShortcutSheet />
    </header>
  )
}

function SheetTitle({ plan, state, doneCount, wantedCount, idleFlags }: SheetBarProps): ReactElement {
  const compared = plan.axes.filter((axis) => axis.kind === 'flag' && !isFixed(axis)).map(({ name }) => name)
  const cells = `${plan.count} ${plan.count === 1 ? 'cell' : 'cells'}`
  return (
    <>
      <div className="sheet-title">
        <h1>{state.name ?? (compared.length > 0 ? compared.join(' × ') : 'As served')}</h1>
        {idleFlags.length > 0 && (
          <p>
            No difference here: <code>{idleFlags.join(', ')}</code>
          </p>
        )}
      </div>
      <p className="sheet-facts" role="status">
        {doneCount < wantedCount ? `${doneCount} of ${wantedCount}` : cells}
      </p>
    </>
  )
}

function SingleTitle({
  single,
  onStateChange,
  onStep,
}: SheetBarProps & { readonly single: Cell }): ReactElement {
  return (
    <>
      <button
        type="button"
        className="button button-quiet sheet-back"
        aria-keyshortcuts="Escape"
        onClick={() => onStateChange({ view: { kind: 'grid' } })}
      >
        <ArrowLeft size={16} aria-hidden /> All cells
      </button>
      <div className="sheet-title">
        <h1 className="single-title">
          <CellLabel cell={single} />
        </h1>
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label="The cell before"
        aria-keyshortcuts="ArrowLeft"
        onClick={() => onStep(-1)}
      >
        <ChevronLeft size={16} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="The cell after"
        aria-keyshortcuts="ArrowRight"
        onClick={() => onStep(1)}
      >
        <ChevronRight size={16} aria-hidden />
      </button>
    </>
  )
}

interface ToggleProps {
  readonly label: string
  readonly title: string
  readonly icon: ReactElement
  readonly isOn: boolean
  onToggle(isOn: boolean): void
}

function Toggle({ label, title, icon, isOn, onToggle }: ToggleProps): ReactElement {
  return (
    <button
      type="button"
      className="toggle"
      title={title}
      aria-pressed={isOn}
      onClick={() => onToggle(!isOn)}
    >
      {icon} {label}
    </button>
  )
}

function fitLabel({ zoom }: SheetState, scale: number): string {
  return zoom === 'fit' ? `Fit, ${Math.round(scale * 100)} %` : 'Fit'
}
