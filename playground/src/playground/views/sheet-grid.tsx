import type { ReactElement } from 'react'
import { cellKey } from '../model/cell-key.ts'
import type { CellFold } from '../model/fold-cells.ts'
import type { SheetLayout } from '../model/lay-out-sheet.ts'
import type { Cell } from '../model/plan-sheet.ts'
import { viewportKey, viewportName } from '../model/viewports.ts'
import { type CellStanding, CellView } from './cell-view.tsx'
import type { NearElements } from './use-near-elements.ts'

interface SheetGridProps {
  /** All that may have a frame, also those that are folded away. */
  readonly cells: readonly Cell[]
  readonly folds: readonly CellFold[]
  /** Of the folds, in their order. */
  readonly layout: SheetLayout
  /** The cell that is looked at alone, and the height of the room for it in CSS pixels. */
  readonly alone: { readonly cell: Cell; readonly scale: number; readonly height: number } | undefined
  readonly mounted: ReadonlySet<string>
  readonly pageUrl: string
  readonly chosenId: string | undefined
  /** The cell where the Tab key stops. */
  readonly currentId: string | undefined
  readonly refOf: NearElements['refOf']
  onChoose(cellId: string): void
  onOpen(cellId: string): void
  onUnfold(cellId: string): void
  onFocus(cellId: string): void
}

/**
 * The cells in their places. A cell that changes its place, comes to stand alone or behind another one stays the same
 * element: a frame that is moved in the document loads its page anew.
 */
export function SheetGrid(props: SheetGridProps): ReactElement {
  const { cells, folds, layout, alone, mounted, currentId } = props
  const placeOf = new Map(
    folds.flatMap(({ cell, same }, index) => [cell, ...same].map(({ id }) => [id, index] as const)),
  )

  function standingOf({ id }: Cell, isShown: boolean): CellStanding {
    if (alone) return id === alone.cell.id ? 'single' : 'hidden'
    return isShown ? 'placed' : 'behind'
  }

  return (
    <div
      className="sheet-grid"
      style={{ width: alone ? '100%' : layout.width, height: Math.max(layout.height, alone?.height ?? 0) }}
    >
      {!alone &&
        layout.headings.map(({ viewport, left, top }) => (
          <h2 key={viewportKey(viewport)} className="sheet-size" style={{ left, top }}>
            {viewportName(viewport)}
            <span>
              {viewport.width} × {viewport.height}
            </span>
          </h2>
        ))}
      {cells.map((cell) => {
        const key = cellKey(cell)
        const index = placeOf.get(cell.id) ?? 0
        const fold = folds[index]
        const isShown = fold?.cell.id === cell.id
        const standing = standingOf(cell, isShown)
        const isMounted = mounted.has(key)
        if (!isShown && standing !== 'single' && !isMounted) return null
        const place = layout.places[index]
        return (
          <CellView
            key={key}
            cell={cell}
            pageUrl={props.pageUrl}
            scale={standing === 'single' && alone ? alone.scale : layout.scale}
            left={place?.left ?? 0}
            top={place?.top ?? 0}
            width={place?.width ?? 0}
            standing={standing}
            aloneHeight={alone?.height}
            isMounted={isMounted}
            isChosen={cell.id === props.chosenId}
            isCurrent={cell.id === currentId}
            isSizeTold={layout.headings.length > 0 && !alone}
            sameCount={isShown ? fold.same.length : 0}
            elementRef={props.refOf(key)}
            onChoose={props.onChoose}
            onOpen={props.onOpen}
            onUnfold={props.onUnfold}
            onFocus={props.onFocus}
          />
        )
      })}
    </div>
  )
}
