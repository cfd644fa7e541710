import type { ReactElement } from 'react'
import type { Cell } from '../../model/plan-sheet.ts'
import { MissingCell } from '../missing-cell.tsx'
import { useCellRecord } from '../use-cell-sessions.ts'
import { OverlayLayer } from './overlay-layer.tsx'

interface MissingPairProps {
  readonly pageUrl: string
  /** A cell that the sheet has. */
  readonly cell: Cell
  onShowAll(): void
}

/**
 * Stands where a link asks for cells that the sheet does not have: which cells it has is known once its page has told of its
 * flags, so that the page is asked first.
 */
export function MissingPair({ pageUrl, cell, onShowAll }: MissingPairProps): ReactElement {
  const { status } = useCellRecord(cell)
  const isAsked = status === 'settled' || status === 'failed'
  return (
    <section className="overlay-scroll">
      {isAsked ? (
        <MissingCell onShowAll={onShowAll} />
      ) : (
        <p className="overlay-asking" role="status">
          Asking the page for its flags…
        </p>
      )}
      <div className="visually-hidden" inert>
        <OverlayLayer cell={cell} pageUrl={pageUrl} scale={1} style={{}} />
      </div>
    </section>
  )
}
