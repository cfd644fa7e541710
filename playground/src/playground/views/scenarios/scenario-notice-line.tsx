import { Undo2 } from 'lucide-react'
import type { ReactElement } from 'react'

/** What was done, or why something was not. */
export interface ScenarioNotice {
  readonly text: string
  readonly isProblem?: boolean
  /** Takes back what was done. */
  undo?(): void
}

interface ScenarioNoticeLineProps {
  readonly notice: ScenarioNotice | undefined
  /** The notice has served its purpose. */
  onDone(): void
}

/** One line that says what was done, and undoes it. */
export function ScenarioNoticeLine({ notice, onDone }: ScenarioNoticeLineProps): ReactElement {
  return (
    <div className="scenario-notice" role="status" data-problem={notice?.isProblem} hidden={!notice}>
      <p>{notice?.text}</p>
      {notice?.undo && (
        <button
          type="button"
          className="button"
          onClick={() => {
            notice.undo?.()
            onDone()
          }}
        >
          <Undo2 size={16} aria-hidden />
          Undo
        </button>
      )}
    </div>
  )
}
