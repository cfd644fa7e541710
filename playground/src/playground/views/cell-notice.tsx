import type { ReactElement } from 'react'
import { explainFailure, type FrameFailure } from '../frames/explain-failure.ts'
import type { WrongAssignment } from '../model/check-cell.ts'
import { Code } from './code.tsx'
import './cell-notice.css'

interface CellNoticeProps {
  readonly failure: FrameFailure
  /** What the page was assigned and did not take. */
  readonly wrong: readonly WrongAssignment[]
  readonly pageUrl: string
  onRetry(): void
}

/** Says over a preview why it does not show what it should. */
export function CellNotice({ failure, wrong, pageUrl, onRetry }: CellNoticeProps): ReactElement {
  const { title, why, fix, code } = explainFailure(failure, { pageUrl, playgroundOrigin: location.origin })
  return (
    <div className="cell-notice" data-failure={failure} data-cell-problem={`${title}. ${why}`} role="status">
      <h2>{title}</h2>
      {wrong.length > 0 && (
        <ul className="wrong-assignments">
          {wrong.map(({ name, assigned, actual }) => (
            <li key={name}>
              <code>{name}</code> should be <code>{assigned}</code>,{' '}
              {actual === undefined ? (
                'which the page knows nothing of'
              ) : (
                <>
                  and is <code>{actual}</code>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <p>{why}</p>
      <p>{fix}</p>
      {code && <Code>{code}</Code>}
      <button type="button" className="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  )
}
