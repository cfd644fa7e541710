import type { ReactElement } from 'react'
import { explainFailure, type FrameFailure } from '../frames/explain-failure.ts'
import { Code } from './code.tsx'
import './cell-notice.css'

interface CellNoticeProps {
  readonly failure: FrameFailure
  readonly pageUrl: string
  onRetry(): void
}

/** Says over a preview why it does not show what it should. */
export function CellNotice({ failure, pageUrl, onRetry }: CellNoticeProps): ReactElement {
  const { title, why, fix, code } = explainFailure(failure, { pageUrl, playgroundOrigin: location.origin })
  return (
    <div className="cell-notice" data-failure={failure} role="status">
      <h2>{title}</h2>
      <p>{why}</p>
      <p>{fix}</p>
      {code && <Code>{code}</Code>}
      <button type="button" className="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  )
}
