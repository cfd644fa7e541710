import type { CSSProperties, ReactElement } from 'react'
import { cellLabel } from '../../model/cell-label.ts'
import type { Cell } from '../../model/plan-sheet.ts'
import { CellFrame } from '../cell-frame.tsx'
import { useCellRecord, useCellSession } from '../use-cell-sessions.ts'

interface OverlayLayerProps {
  readonly cell: Cell
  readonly pageUrl: string
  readonly scale: number
  readonly style: CSSProperties
}

/** One of two previews that lie over each other. */
export function OverlayLayer({ cell, pageUrl, scale, style }: OverlayLayerProps): ReactElement {
  const session = useCellSession(cell)
  const { status } = useCellRecord(cell)
  const { width, height } = cell.viewport
  return (
    <article
      className="overlay-layer"
      data-cell-id={cell.id}
      data-cell-label={cellLabel(cell.differences)}
      data-cell-state={status}
      aria-label={cellLabel(cell.differences)}
      style={{
        ...style,
        width: width * scale,
        height: height * scale,
        colorScheme: cell.appearance.colorScheme,
      }}
    >
      <CellFrame cell={cell} pageUrl={pageUrl} scale={scale} session={session} />
    </article>
  )
}
