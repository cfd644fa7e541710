import type { CSSProperties, ReactElement } from 'react'
import { stepPair } from '../../model/overlay-pair.ts'
import type { Cell, SheetPlan } from '../../model/plan-sheet.ts'
import type { OverlayMode, SheetState, SheetView } from '../../model/sheet-state.ts'
import { shownCells } from '../../model/shown-cells.ts'
import { useElementSize } from '../use-element-size.ts'
import type { ChangeSheet } from '../use-sheet-address.ts'
import { useSheetProgress } from '../use-sheet-progress.ts'
import { useShortcut } from '../use-shortcut.ts'
import { MissingPair } from './missing-pair.tsx'
import { OverlayBar } from './overlay-bar.tsx'
import { OverlayDivider } from './overlay-divider.tsx'
import { OverlayLayer } from './overlay-layer.tsx'
import { type Draft, useDraft } from './use-draft.ts'
import './overlay-view.css'

type Overlay = Extract<SheetView, { readonly kind: 'overlay' }>

interface OverlayViewProps {
  readonly plan: SheetPlan
  readonly view: Overlay
  readonly state: SheetState
  readonly onStateChange: ChangeSheet
}

/** Two cells over each other, at one scale: cut along a line, one through the other, or only where they differ. */
export function OverlayView({ plan, view, state, onStateChange }: OverlayViewProps): ReactElement {
  const { mode, cellIds } = view
  const change = (part: Partial<Overlay>): void => onStateChange({ view: { ...view, ...part } })
  const position = useDraft(view.position, (settled) =>
    onStateChange({ view: { ...view, position: settled } }, 'drag'),
  )
  const layers = cellIds.map((id) => plan.cellOf(id)).filter((cell) => cell !== undefined)
  const cells = shownCells(plan, state.limit, layers)
  const showSheet = (): void => onStateChange({ view: { kind: 'grid' } })
  const step = (by: 1 | -1) => (): void =>
    change({
      cellIds: stepPair(
        cells.map(({ id }) => id),
        cellIds,
        by,
      ),
    })
  useShortcut('Escape', showSheet)
  useShortcut('ArrowLeft', step(-1))
  useShortcut('ArrowRight', step(1))
  return (
    <main className="overlay-view">
      <OverlayBar
        cells={cells}
        pair={cellIds}
        mode={mode}
        position={position}
        onPairChange={(pair) => change({ cellIds: pair })}
        onModeChange={(next) => change({ mode: next, position: 0.5 })}
        onStep={(by) => step(by)()}
        onClose={showSheet}
      />
      {layers.length === 2 ? (
        <OverlayStage cells={layers as [Cell, Cell]} state={state} mode={mode} position={position} />
      ) : (
        <MissingPair pageUrl={state.pageUrl} cell={plan.cellAt(0)} onShowAll={showSheet} />
      )}
    </main>
  )
}

interface OverlayStageProps {
  /** The lower one first. */
  readonly cells: readonly [Cell, Cell]
  readonly state: SheetState
  readonly mode: OverlayMode
  readonly position: Draft
}

function OverlayStage({ cells, state, mode, position }: OverlayStageProps): ReactElement {
  const [area, areaRef] = useElementSize<HTMLDivElement>()
  const { isSettled } = useSheetProgress(cells)
  const [, upper] = cells
  const width = Math.max(...cells.map(({ viewport }) => viewport.width))
  const height = Math.max(...cells.map(({ viewport }) => viewport.height))
  const fitting = area ? Math.min(1, area.width / width, area.height / height) : 1
  const scale = state.zoom === 'fit' ? Math.max(SMALLEST_SCALE, fitting) : state.zoom / 100
  // A frame that is moved in the document loads anew, so that which one is above is not a matter of their order.
  const ordered = cells.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable with the keyboard
    <section className="overlay-scroll" aria-label="Two previews over each other" tabIndex={0}>
      <div className="overlay-area" ref={areaRef}>
        {area && (
          <div
            className="overlay-stage"
            data-mode={mode}
            data-sheet-state={isSettled ? 'settled' : 'loading'}
            data-cell-count={cells.length}
            style={{ width: width * scale, height: height * scale }}
          >
            {ordered.map((cell) => (
              <OverlayLayer
                key={cell.id}
                cell={cell}
                pageUrl={state.pageUrl}
                scale={scale}
                style={cell === upper ? upperStyle(mode, position.value, width * scale) : {}}
              />
            ))}
            {mode === 'slider' && <OverlayDivider position={position} width={width * scale} />}
          </div>
        )}
      </div>
    </section>
  )
}

/** A window can be too small for any preview. */
const SMALLEST_SCALE = 0.05

/** How the upper one lets the lower one be seen. */
function upperStyle(mode: OverlayMode, position: number, width: number): CSSProperties {
  switch (mode) {
    case 'slider':
      return { zIndex: 1, clipPath: `inset(0 0 0 ${position * width}px)` }
    case 'onion':
      return { zIndex: 1, opacity: position }
    case 'difference':
      return { zIndex: 1, mixBlendMode: 'difference' }
  }
}
