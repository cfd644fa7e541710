import { ArrowLeftRight, ChevronLeft, ChevronRight, X } from 'lucide-react'
import type { ReactElement } from 'react'
import { cellLabel } from '../../model/cell-label.ts'
import type { OverlayPair } from '../../model/overlay-pair.ts'
import type { Cell } from '../../model/plan-sheet.ts'
import { OVERLAY_MODES, type OverlayMode } from '../../model/sheet-state.ts'
import type { Draft } from './use-draft.ts'

interface OverlayBarProps {
  readonly cells: readonly Cell[]
  readonly pair: OverlayPair
  readonly mode: OverlayMode
  readonly position: Draft
  onPairChange(pair: OverlayPair): void
  onModeChange(mode: OverlayMode): void
  /** Goes to the pair before or after. */
  onStep(by: -1 | 1): void
  onClose(): void
}

const MODE_NAMES: { readonly [Mode in OverlayMode]: string } = {
  slider: 'Slider',
  onion: 'Onion skin',
  difference: 'Difference',
}

/** Which two cells lie over each other, and how. */
export function OverlayBar(props: OverlayBarProps): ReactElement {
  const { cells, pair, mode, position, onPairChange, onModeChange, onStep, onClose } = props
  const [lower, upper] = pair
  return (
    <header className="overlay-bar">
      <h1 className="visually-hidden">Two previews over each other</h1>
      <fieldset className="overlay-modes">
        <legend className="visually-hidden">How the two are laid over each other</legend>
        {OVERLAY_MODES.map((candidate) => (
          <label key={candidate} className="overlay-mode">
            <input
              type="radio"
              name="overlay-mode"
              checked={candidate === mode}
              onChange={() => onModeChange(candidate)}
            />
            {MODE_NAMES[candidate]}
          </label>
        ))}
      </fieldset>
      <div className="overlay-pair">
        <CellSelect
          name="First preview"
          cells={cells}
          cellId={lower}
          onChange={(id) => onPairChange([id, upper])}
        />
        <button
          type="button"
          className="icon-button"
          title="Swap"
          aria-label="Swap the two previews"
          onClick={() => onPairChange([upper, lower])}
        >
          <ArrowLeftRight size={16} aria-hidden />
        </button>
        <CellSelect
          name="Second preview"
          cells={cells}
          cellId={upper}
          onChange={(id) => onPairChange([lower, id])}
        />
        {STEPS.map(({ label, icon: Icon, step, keys }) => (
          <button
            key={label}
            type="button"
            className="icon-button"
            title={label}
            aria-label={label}
            disabled={cells.length < 3}
            aria-keyshortcuts={keys}
            onClick={() => onStep(step)}
          >
            <Icon size={16} aria-hidden />
          </button>
        ))}
      </div>
      <label className="overlay-opacity" hidden={mode !== 'onion'}>
        Second shows
        <input
          type="range"
          min={0}
          max={100}
          value={Math.round(position.value * 100)}
          aria-valuetext={`${Math.round(position.value * 100)} %`}
          onChange={(event) => position.change(Number(event.target.value) / 100)}
          onPointerUp={position.settle}
          onKeyUp={position.settle}
          onBlur={position.settle}
        />
      </label>
      <p className="overlay-hint" hidden={mode !== 'difference'}>
        Black is the same in both.
      </p>
      <button
        type="button"
        className="icon-button overlay-close"
        title="Back to the sheet"
        aria-label="Back to the sheet"
        onClick={onClose}
      >
        <X size={16} aria-hidden />
      </button>
    </header>
  )
}

const STEPS = [
  { label: 'Previous pair', icon: ChevronLeft, step: -1, keys: 'ArrowLeft' },
  { label: 'Next pair', icon: ChevronRight, step: 1, keys: 'ArrowRight' },
] as const

interface CellSelectProps {
  readonly name: string
  readonly cells: readonly Cell[]
  readonly cellId: string
  onChange(cellId: string): void
}

function CellSelect({ name, cells, cellId, onChange }: CellSelectProps): ReactElement {
  return (
    <select
      className="select cell-select"
      aria-label={name}
      value={cellId}
      onChange={(event) => onChange(event.target.value)}
    >
      {cells.map(({ id, differences }) => (
        <option key={id} value={id}>
          {cellLabel(differences)}
        </option>
      ))}
    </select>
  )
}
