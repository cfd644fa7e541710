import { LoaderCircle, RotateCw } from 'lucide-react'
import { type ReactElement, useRef, useState } from 'react'
import type { FrameFailure } from '../frames/explain-failure.ts'
import type { FrameInspection } from '../frames/frame-inspector.ts'
import { type InspectedFrame, useFrameInspector } from '../frames/use-frame-inspector.ts'
import { formatFlagValue } from '../model/format-flag-value.ts'
import { isApplied } from '../model/is-applied.ts'
import type { Cell } from '../model/list-cells.ts'
import type { Viewport } from '../model/viewports.ts'
import { CellNotice } from './cell-notice.tsx'
import './cell-view.css'

/** What a preview is drawn from. */
export interface PreviewProps {
  readonly cell: Cell
  readonly flagKey: string | undefined
  /** The variant that the page gets without anybody's doing. */
  readonly servedVariant: string | undefined
  readonly pageUrl: string
  readonly viewport: Viewport
  readonly scale: number
}

/** A preview of one variation; it asks its own frame whether the variation is really what the page shows. */
export function VariantCell(props: PreviewProps): ReactElement {
  return <CellView {...props} frame={useFrameInspector(props.pageUrl)} />
}

/** One preview: the real page in a frame of its own, and a line that says what differs. */
export function CellView(props: PreviewProps & { readonly frame: InspectedFrame }): ReactElement {
  const { cell, flagKey, servedVariant, pageUrl, viewport, scale } = props
  const { inspection, onLoad } = props.frame
  const [attempt, setAttempt] = useState(1)
  const frame = useRef<HTMLIFrameElement>(null)
  const applied = isApplied(inspection, cell, flagKey)
  const failure = findFailure(inspection, applied)
  const name = cell.variant ?? 'As served'
  return (
    <article className="cell" aria-label={name}>
      <header className="cell-label">
        <CellLabel cell={cell} servedVariant={servedVariant} applied={applied === true} />
        {inspection.status === 'loading' || inspection.status === 'connecting' ? (
          <LoaderCircle className="cell-loading" size={16} aria-label="Loading" />
        ) : (
          <button
            type="button"
            className="icon-button cell-reload"
            aria-label={`Load ${name} again`}
            onClick={() => setAttempt(attempt + 1)}
          >
            <RotateCw size={16} aria-hidden />
          </button>
        )}
      </header>
      <div className="cell-stage" style={{ width: viewport.width * scale, height: viewport.height * scale }}>
        <iframe
          key={attempt}
          ref={frame}
          // The name comes before the address: the client in the frame reads it before anything else.
          name={cell.frameName}
          src={pageUrl}
          title={`${name}: ${pageUrl}`}
          width={viewport.width}
          height={viewport.height}
          style={{ transform: `scale(${scale})` }}
          onLoad={() => onLoad(frame.current?.contentWindow ?? null)}
        />
        {failure && (
          <CellNotice failure={failure} pageUrl={pageUrl} onRetry={() => setAttempt(attempt + 1)} />
        )}
      </div>
    </article>
  )
}

function CellLabel({
  cell,
  servedVariant,
  applied,
}: Pick<PreviewProps, 'cell' | 'servedVariant'> & { readonly applied: boolean }): ReactElement {
  if (cell.variant === undefined) {
    return (
      <>
        <strong>As served</strong>
        {servedVariant !== undefined && <span className="cell-value">{servedVariant}</span>}
      </>
    )
  }
  return (
    <>
      <span className="override-mark" data-applied={applied} title="Overridden in this preview">
        <span className="visually-hidden">{applied ? 'Overridden:' : 'Not overridden yet:'}</span>
      </span>
      <strong>{cell.variant}</strong>
      {cell.value !== undefined && cell.value !== cell.variant && (
        <code className="cell-value">{formatFlagValue(cell.value)}</code>
      )}
      {cell.variant === servedVariant && <span className="cell-note">served now</span>}
    </>
  )
}

function findFailure(inspection: FrameInspection, applied: boolean | undefined): FrameFailure | undefined {
  if (inspection.status === 'failed') return inspection.failure
  return applied === false ? 'not-applied' : undefined
}
