import { CircleAlert, LoaderCircle, Maximize2, RotateCw } from 'lucide-react'
import { memo, type ReactElement, use, useState } from 'react'
import type { FrameFailure } from '../frames/explain-failure.ts'
import { cellLabel } from '../model/cell-label.ts'
import { checkCell, type WrongAssignment } from '../model/check-cell.ts'
import type { Cell } from '../model/plan-sheet.ts'
import { CellLabel, OverrideMark } from './cell-label.tsx'
import { CellNotice } from './cell-notice.tsx'
import type { CellRecord } from './cell-sessions.ts'
import { MountedFrame } from './mounted-frame.tsx'
import { InspectedCellContext } from './panel-dock/inspected-cell.ts'
import { useCellRecord } from './use-cell-sessions.ts'
import './cell-view.css'

/** How a cell is drawn: in its place, alone, behind another one that looks the same, or not at all. */
export type CellStanding = 'placed' | 'single' | 'behind' | 'hidden'

/** What a cell is drawn from. */
export interface CellViewProps {
  readonly cell: Cell
  readonly pageUrl: string
  readonly scale: number
  readonly left: number
  readonly top: number
  readonly width: number
  readonly standing: CellStanding
  /** The height of the room for a cell alone, in CSS pixels. */
  readonly aloneHeight: number | undefined
  readonly isMounted: boolean
  readonly isChosen: boolean
  /** Whether the Tab key stops here. */
  readonly isCurrent: boolean
  /** Whether the cell's size stands above it. */
  readonly isSizeTold: boolean
  /** How many cells more look like this one. */
  readonly sameCount: number
  onChoose(cellId: string, isComparing: boolean): void
  onOpen(cellId: string): void
  onUnfold(cellId: string): void
  onFocus(cellId: string): void
  /** Follows whether the element is in sight. */
  readonly elementRef: (element: HTMLElement | null) => (() => void) | undefined
}

/** One preview: the real page in a frame of its own, and a line that says what differs. */
export const CellView = memo(function CellView(props: CellViewProps): ReactElement {
  const { cell, pageUrl, scale, left, top, width, standing, isMounted, isCurrent } = props
  const record = useCellRecord(cell)
  const [attempt, setAttempt] = useState(1)
  const label = cellLabel(cell.differences)
  const isInspected = use(InspectedCellContext) === cell.id
  const isTold = record.model && record.status !== 'loading' && !isInspected
  const wrong = record.model && isTold ? checkCell(cell, record.model) : []
  const failure = findFailure(record, wrong)
  const reload = (): void => setAttempt(attempt + 1)
  const height = cell.viewport.height * scale
  return (
    <article
      ref={props.elementRef}
      className="cell"
      aria-label={label}
      data-cell-id={cell.id}
      data-cell-label={label}
      data-cell-state={failure ? 'failed' : record.status}
      data-cell-size={`${cell.viewport.width}x${cell.viewport.height}`}
      data-standing={standing}
      data-chosen={props.isChosen}
      inert={standing === 'behind' || standing === 'hidden'}
      tabIndex={isCurrent ? 0 : -1}
      style={standing === 'single' ? { height: props.aloneHeight } : { left, top, width }}
      onFocus={() => props.onFocus(cell.id)}
    >
      <CellHead {...props} label={label} record={record} failure={failure} onReload={reload} />
      <div className="cell-stage" style={{ width: cell.viewport.width * scale, height }}>
        {isMounted && <MountedFrame key={attempt} cell={cell} pageUrl={pageUrl} scale={scale} />}
        {failure && <CellNotice failure={failure} wrong={wrong} pageUrl={pageUrl} onRetry={reload} />}
      </div>
    </article>
  )
})

interface CellHeadProps extends CellViewProps {
  readonly label: string
  readonly record: CellRecord
  readonly failure: FrameFailure | undefined
  onReload(): void
}

function CellHead(props: CellHeadProps): ReactElement {
  const { cell, label, record, failure, sameCount, standing } = props
  const isLoading = props.isMounted && !['settled', 'failed'].includes(record.status)
  return (
    <header className="cell-head">
      <button
        type="button"
        className="cell-choose"
        aria-pressed={props.isChosen}
        title={label}
        onClick={(event) => props.onChoose(cell.id, event.shiftKey)}
        onDoubleClick={() => props.onOpen(cell.id)}
      >
        <OverrideMark cell={cell} isApplied={record.model !== undefined && !failure} />
        <CellLabel cell={cell} isSizeTold={props.isSizeTold} />
      </button>
      {sameCount > 0 && (
        <button
          type="button"
          className="cell-same"
          title="Show each of them"
          onClick={() => props.onUnfold(cell.id)}
        >
          +{sameCount}
          <span> look{sameCount === 1 ? 's' : ''} the same</span>
        </button>
      )}
      <ClientNote record={record} />
      <span className="cell-actions">
        {failure && (
          <CircleAlert className="cell-failed" size={16} aria-label="Does not show what it should" />
        )}
        {isLoading ? (
          <LoaderCircle className="cell-loading" size={16} aria-label="Loading" />
        ) : (
          <button
            type="button"
            className="icon-button cell-action"
            aria-label={`Load ${label} again`}
            onClick={props.onReload}
          >
            <RotateCw size={16} aria-hidden />
          </button>
        )}
        {standing === 'placed' && (
          <button
            type="button"
            className="icon-button cell-action"
            aria-label={`Look at ${label} alone`}
            onClick={() => props.onOpen(cell.id)}
          >
            <Maximize2 size={16} aria-hidden />
          </button>
        )}
      </span>
    </header>
  )
}

/** How the page's client stands to its source: a dot where all is well, and the client's own word where it is not. */
function ClientNote({ record }: { readonly record: CellRecord }): ReactElement | null {
  const client = record.model?.clients[0]
  if (!client) return null
  const title = client.error ?? (client.state === 'live' ? 'Flags are live' : undefined)
  return (
    <span className="cell-note" data-client-state={client.state} title={title}>
      <span>{client.state}</span>
    </span>
  )
}

function findFailure(record: CellRecord, wrong: readonly WrongAssignment[]): FrameFailure | undefined {
  if (record.status === 'failed') return record.failure
  return wrong.length > 0 ? 'not-applied' : undefined
}
