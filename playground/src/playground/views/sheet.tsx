import { type KeyboardEvent, type ReactElement, useCallback, useState } from 'react'
import { cellKey } from '../model/frame-name.ts'
import { layOutSheet } from '../model/lay-out-sheet.ts'
import { neighbourCell } from '../model/neighbour-cell.ts'
import type { Cell, SheetPlan } from '../model/plan-sheet.ts'
import { CELLS_PER_STEP, MAX_LIMIT, type SheetState } from '../model/sheet-state.ts'
import { viewportName } from '../model/viewports.ts'
import { type CellStanding, CellView } from './cell-view.tsx'
import { SheetBar } from './sheet-bar.tsx'
import { useElementSize } from './use-element-size.ts'
import { useMountedCells } from './use-mounted-cells.ts'
import { useNearElements } from './use-near-elements.ts'
import type { ChangeSheet } from './use-sheet-address.ts'
import { useShownCells } from './use-shown-cells.ts'
import './sheet.css'

interface SheetProps {
  readonly plan: SheetPlan
  readonly state: SheetState
  readonly chosenId: string | undefined
  readonly onStateChange: ChangeSheet
  /** @param isComparing whether it is to be laid over the one that is chosen already. */
  onChoose(cellId: string | undefined, isComparing?: boolean): void
}

const NOTHING: ReadonlySet<string> = new Set()

/** All previews side by side, or one of them alone. */
export function Sheet({ plan, state, chosenId, onStateChange, onChoose }: SheetProps): ReactElement {
  const [unfolded, setUnfolded] = useState(NOTHING)
  const [focusedId, setFocusedId] = useState<string>()
  const { cells, folds, idleFlags, doneCount } = useShownCells(plan, state, unfolded)
  const singleId = state.view.kind === 'single' ? state.view.cellId : undefined
  const single = singleId === undefined ? undefined : plan.cellOf(singleId)
  const all = single && !cells.some(({ id }) => id === single.id) ? [...cells, single] : cells
  const { near, refOf } = useNearElements()
  const { mounted, isSettled } = useMountedCells({
    cells: all,
    near,
    isSurveying: state.isFolding,
    single,
  })
  const [area, areaRef] = useElementSize<HTMLDivElement>()
  const layout = layOutSheet({
    viewports: folds.map(({ cell }) => cell.viewport),
    area: area ?? { width: 0, height: 0 },
    zoom: state.zoom,
  })
  const alone = single && area && layOutSheet({ viewports: [single.viewport], area, zoom: state.zoom })
  const placeOf = new Map(folds.map(({ cell }, index) => [cell.id, index]))
  const frontOf = new Map(folds.flatMap(({ cell, same }) => same.map(({ id }) => [id, cell.id])))
  const currentId = singleId ?? (placeOf.has(focusedId ?? '') ? focusedId : folds[0]?.cell.id)
  const open = useCallback(
    (cellId: string) => onStateChange({ view: { kind: 'single', cellId } }),
    [onStateChange],
  )
  const unfold = useCallback((cellId: string) => setUnfolded((before) => new Set([...before, cellId])), [])

  function standingOf(cell: Cell): CellStanding {
    if (single) return cell.id === single.id ? 'single' : 'hidden'
    return placeOf.has(cell.id) ? 'placed' : 'behind'
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const direction = DIRECTIONS[event.key]
    const isOnCell = (event.target as Element).matches('.cell, .cell-choose')
    if (event.key === 'Enter' && (event.target as Element).matches('.cell') && currentId && !single) {
      open(currentId)
    } else if (direction && isOnCell && currentId !== undefined) {
      const index = placeOf.get(currentId) ?? placeOf.get(frontOf.get(currentId) ?? '') ?? 0
      const next = folds[neighbourCell(layout.places, index, direction)]?.cell.id
      if (next === undefined) return
      event.preventDefault()
      if (single) onStateChange({ view: { kind: 'single', cellId: next } }, 'drag')
      else setFocusedId(next)
      const element = event.currentTarget.querySelector<HTMLElement>(`[data-cell-id="${CSS.escape(next)}"]`)
      element?.focus()
    }
  }

  return (
    <main className="sheet" data-sheet-state={isSettled ? 'settled' : 'loading'} data-cell-count={plan.count}>
      <SheetBar
        plan={plan}
        state={state}
        scale={(alone ?? layout).scale}
        doneCount={doneCount}
        wantedCount={cells.length}
        idleFlags={idleFlags}
        onStateChange={onStateChange}
      />
      <section
        className="sheet-scroll"
        aria-label="Previews"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable with the keyboard
        tabIndex={0}
        data-single={single !== undefined}
        onKeyDown={onKeyDown}
      >
        <div className="sheet-area" ref={areaRef}>
          {area && (
            <div
              className="sheet-grid"
              style={{ width: layout.width, height: Math.max(layout.height, single ? area.height : 0) }}
            >
              {layout.headings.map(({ viewport, left, top }) => (
                <h2 key={`${viewport.width} ${viewport.height}`} className="sheet-size" style={{ left, top }}>
                  {viewportName(viewport)}
                  <span>
                    {viewport.width} × {viewport.height}
                  </span>
                </h2>
              ))}
              {all.map((cell) => {
                const standing = standingOf(cell)
                const key = cellKey(cell)
                const isMounted = mounted.has(key)
                if (standing === 'behind' && !isMounted) return null
                const index = placeOf.get(cell.id) ?? placeOf.get(frontOf.get(cell.id) ?? '') ?? 0
                const place = layout.places[index]
                return (
                  <CellView
                    key={key}
                    cell={cell}
                    pageUrl={state.pageUrl}
                    scale={standing === 'single' && alone ? alone.scale : layout.scale}
                    left={place?.left ?? 0}
                    top={place?.top ?? 0}
                    width={place?.width ?? 0}
                    standing={standing}
                    isMounted={isMounted}
                    isChosen={cell.id === chosenId}
                    isCurrent={cell.id === currentId}
                    sameCount={folds[index]?.cell.id === cell.id ? (folds[index]?.same.length ?? 0) : 0}
                    elementRef={refOf(key)}
                    onChoose={onChoose}
                    onOpen={open}
                    onUnfold={unfold}
                    onFocus={setFocusedId}
                  />
                )
              })}
            </div>
          )}
          {!single && plan.count > cells.length && (
            <ShowMore plan={plan} state={state} onStateChange={onStateChange} />
          )}
        </div>
      </section>
    </main>
  )
}

const DIRECTIONS: { readonly [key: string]: 'left' | 'right' | 'up' | 'down' } = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

function ShowMore({
  plan,
  state,
  onStateChange,
}: Pick<SheetProps, 'plan' | 'state' | 'onStateChange'>): ReactElement {
  const most = Math.min(plan.count, MAX_LIMIT)
  const more = Math.min(CELLS_PER_STEP, most - state.limit)
  return (
    <footer className="sheet-more">
      <p>
        {state.limit} of {plan.count} cells are drawn.
      </p>
      {more > 0 ? (
        <button type="button" className="button" onClick={() => onStateChange({ limit: state.limit + more })}>
          Show {more} more
        </button>
      ) : (
        <p>
          That is as many as one sheet has: choose fewer values, or every pair instead of all combinations.
        </p>
      )}
    </footer>
  )
}
