import { type KeyboardEvent, type ReactElement, useCallback, useEffect, useRef, useState } from 'react'
import { layOutSheet } from '../model/lay-out-sheet.ts'
import { type Direction, neighbourCell } from '../model/neighbour-cell.ts'
import type { SheetPlan } from '../model/plan-sheet.ts'
import type { SheetState } from '../model/sheet-state.ts'
import { FirstRunHint } from './first-run-hint.tsx'
import { LinkProblem } from './link-problem.tsx'
import { MissingCell } from './missing-cell.tsx'
import { SheetBar } from './sheet-bar.tsx'
import { SheetGrid } from './sheet-grid.tsx'
import { ShowMore } from './show-more.tsx'
import { useCellSessions } from './use-cell-sessions.ts'
import { useElementSize } from './use-element-size.ts'
import { useMountedCells } from './use-mounted-cells.ts'
import { useNearElements } from './use-near-elements.ts'
import type { ChangeSheet } from './use-sheet-address.ts'
import { useShortcut } from './use-shortcut.ts'
import { useShownCells } from './use-shown-cells.ts'
import './sheet.css'

interface SheetProps {
  readonly plan: SheetPlan
  readonly state: SheetState
  /** What of the link could not be read. */
  readonly problem: string | undefined
  readonly chosenId: string | undefined
  readonly onStateChange: ChangeSheet
  /** @param isComparing whether it is to be laid over the one that is chosen already. */
  onChoose(cellId: string | undefined, isComparing?: boolean): void
}

const NOTHING: ReadonlySet<string> = new Set()

const DIRECTIONS: { readonly [key: string]: Direction } = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** All previews side by side, or one of them alone. */
export function Sheet(props: SheetProps): ReactElement {
  const { plan, state, problem, onStateChange } = props
  const sessions = useCellSessions()
  const [unfolded, setUnfolded] = useState(NOTHING)
  const [focusedId, setFocusedId] = useState<string>()
  const { cells, folds, idleFlags, doneCount } = useShownCells(plan, state, unfolded)
  const singleId = state.view.kind === 'single' ? state.view.cellId : undefined
  const single = singleId === undefined ? undefined : plan.cellOf(singleId)
  const all = single && !cells.some(({ id }) => id === single.id) ? [...cells, single] : cells
  const following = useNearElements()
  const { mounted, isSettled } = useMountedCells({
    cells: all,
    placed: folds.map(({ cell }) => cell),
    near: following.near,
    isSurveying: state.isFolding,
    single,
  })
  const [area, areaRef] = useElementSize<HTMLDivElement>()
  const layout = layOutSheet({
    viewports: folds.map(({ cell }) => cell.viewport),
    area: area ?? { width: 0, height: 0 },
    zoom: state.zoom,
  })
  const alone = single &&
    area && {
      cell: single,
      height: area.height,
      scale: layOutSheet({ viewports: [single.viewport], area, zoom: state.zoom }).scale,
    }
  const currentId =
    single?.id ?? (folds.some(({ cell }) => cell.id === focusedId) ? focusedId : folds[0]?.cell.id)
  const grid = useRef<HTMLElement>(null)
  const isMoving = useRef(false)
  useEffect(() => {
    if (!isMoving.current || currentId === undefined) return
    isMoving.current = false
    grid.current?.querySelector<HTMLElement>(`[data-cell-id="${CSS.escape(currentId)}"]`)?.focus()
  })

  const show = useCallback(
    (cellId: string, step?: 'drag') => {
      isMoving.current = true
      onStateChange({ view: { kind: 'single', cellId } }, step)
    },
    [onStateChange],
  )
  const open = useCallback((cellId: string) => show(cellId), [show])
  const unfold = useCallback((cellId: string) => setUnfolded((before) => new Set([...before, cellId])), [])

  function goTo(direction: Direction): void {
    const from = folds.findIndex(
      ({ cell, same }) => cell.id === currentId || same.some(({ id }) => id === currentId),
    )
    const next = folds[neighbourCell(layout.places, Math.max(0, from), direction)]?.cell.id
    if (next === undefined || next === currentId) return
    if (single) show(next, 'drag')
    else {
      isMoving.current = true
      setFocusedId(next)
    }
  }

  function showAll(): void {
    isMoving.current = true
    setFocusedId(single?.id)
    onStateChange({ view: { kind: 'grid' } })
  }

  useShortcut('m', () => onStateChange({ isMirroring: !state.isMirroring }))
  useShortcut('Escape', single && showAll)
  useShortcut('ArrowLeft', single && (() => goTo('left')))
  useShortcut('ArrowRight', single && (() => goTo('right')))

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const direction = DIRECTIONS[event.key]
    if (!(event.target instanceof Element) || single) return
    if (direction && event.target.matches('.cell, .cell-choose')) {
      event.preventDefault()
      goTo(direction)
    } else if (currentId !== undefined && event.target.matches('.cell')) {
      if (event.key === 'Enter') show(currentId)
      else if (event.key === ' ') props.onChoose(currentId, event.shiftKey)
      else return
      event.preventDefault()
    }
  }

  return (
    <main className="sheet" data-sheet-state={isSettled ? 'settled' : 'loading'} data-cell-count={plan.count}>
      <SheetBar
        plan={plan}
        state={state}
        single={single}
        scale={(alone ?? layout).scale}
        doneCount={doneCount}
        wantedCount={cells.length}
        idleFlags={idleFlags}
        onStateChange={onStateChange}
        onStep={(by) => goTo(by < 0 ? 'left' : 'right')}
      />
      <div className="sheet-room">
        <section
          ref={grid}
          className="sheet-scroll"
          aria-label="Previews"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable with the keyboard
          tabIndex={0}
          data-single={single !== undefined}
          onKeyDown={onKeyDown}
        >
          <div className="sheet-area" ref={areaRef}>
            {area && (
              <SheetGrid
                cells={all}
                folds={folds}
                layout={layout}
                alone={alone}
                mounted={mounted}
                pageUrl={state.pageUrl}
                chosenId={props.chosenId}
                currentId={currentId}
                refOf={following.refOf}
                onChoose={props.onChoose}
                onOpen={open}
                onUnfold={unfold}
                onFocus={setFocusedId}
              />
            )}
            {!single && plan.count > cells.length && (
              <ShowMore plan={plan} state={state} onStateChange={onStateChange} />
            )}
          </div>
        </section>
        {singleId !== undefined && !single && sessions.answer !== 'awaited' && (
          <MissingCell onShowAll={() => onStateChange({ view: { kind: 'grid' } })} />
        )}
        <LinkProblem problem={problem} />
        <FirstRunHint />
      </div>
    </main>
  )
}
