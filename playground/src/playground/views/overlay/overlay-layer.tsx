import { type CSSProperties, type ReactElement, useState } from 'react'
import { cellLabel } from '../../model/cell-label.ts'
import type { Cell } from '../../model/plan-sheet.ts'
import { CellNotice } from '../cell-notice.tsx'
import { MountedFrame } from '../mounted-frame.tsx'
import { useCellRecord } from '../use-cell-sessions.ts'

interface OverlayLayerProps {
  readonly cell: Cell
  readonly pageUrl: string
  readonly scale: number
  readonly style: CSSProperties
}

/** One of two previews that lie over each other. */
export function OverlayLayer({ cell, pageUrl, scale, style }: OverlayLayerProps): ReactElement {
  const [attempt, setAttempt] = useState(1)
  const record = useCellRecord(cell)
  const { width, height } = cell.viewport
  return (
    <article
      className="overlay-layer"
      data-cell-id={cell.id}
      data-cell-label={cellLabel(cell.differences)}
      data-cell-state={record.status}
      aria-label={cellLabel(cell.differences)}
      style={{
        ...style,
        width: width * scale,
        height: height * scale,
        colorScheme: cell.appearance.colorScheme,
      }}
    >
      <MountedFrame key={attempt} cell={cell} pageUrl={pageUrl} scale={scale} />
      {record.status === 'failed' && record.failure && (
        <CellNotice
          failure={record.failure}
          wrong={[]}
          pageUrl={pageUrl}
          onRetry={() => setAttempt(attempt + 1)}
        />
      )}
    </article>
  )
}
