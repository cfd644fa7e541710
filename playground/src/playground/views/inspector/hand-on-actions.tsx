import { ExternalLink, Link, ScrollText } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { appLink, cellAddress, sheetOfCell } from '../../model/hand-on-cell.ts'
import type { Cell, SheetPlan } from '../../model/plan-sheet.ts'
import { writeScenarios } from '../../model/read-scenarios.ts'
import type { SheetState } from '../../model/sheet-state.ts'
import { CopyButton } from '../copy-button.tsx'

interface HandOnActionsProps {
  readonly cell: Cell
  readonly plan: SheetPlan
  readonly state: SheetState
}

/** What of a cell others can be given. */
export function HandOnActions({ cell, plan, state }: HandOnActionsProps): ReactElement {
  // A link that is made anew while somebody looks would be another one with every second.
  const [openedAtMs] = useState(Date.now)
  const app = appLink(cell, state.pageUrl, openedAtMs)
  return (
    <section className="inspector-section">
      <h3>Hand on</h3>
      {app.ok ? (
        <a className="inspector-action" href={app.link} target="_blank" rel="noopener">
          <ExternalLink size={16} aria-hidden />
          Open this cell in the app
        </a>
      ) : (
        <p className="inspector-bad">{app.problem}</p>
      )}
      <CopyButton
        key={`link ${cell.id}`}
        className="inspector-action"
        icon={Link}
        label="Copy link to this cell"
        text={() => new URL(cellAddress(cell, plan, state, ''), location.href).href}
      />
      <CopyButton
        key={`scenario ${cell.id}`}
        className="inspector-action"
        icon={ScrollText}
        label="Copy as scenario"
        text={() => writeScenarios([sheetOfCell(cell, state)])}
      />
      <p className="inspector-faint">
        The app asks before it takes the values, and forgets them after a day. A scenario can be pasted here
        and into the devtools panel.
      </p>
    </section>
  )
}
