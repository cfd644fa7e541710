import type { ReactElement } from 'react'
import type { PageModel } from '../../frames/page-model.ts'
import { type AssignedFlag, type AssignedFlagState, assignedFlags } from '../../model/assigned-flag.ts'
import type { Cell } from '../../model/plan-sheet.ts'
import type { SheetAxis } from '../../model/sheet-axes.ts'

interface AssignedFlagsProps {
  readonly cell: Cell
  readonly axes: readonly SheetAxis[]
  readonly model: PageModel | undefined
}

/** The flags of the sheet as this cell has them. */
export function AssignedFlags({ cell, axes, model }: AssignedFlagsProps): ReactElement {
  const flags = assignedFlags(cell, axes, model)
  return (
    <section className="inspector-section">
      <h3>Flags</h3>
      {flags.length === 0 ? (
        <p className="inspector-faint">No flag is chosen: the page is shown as it is served.</p>
      ) : (
        <ul className="inspector-flags">
          {flags.map((flag) => (
            <FlagItem key={flag.flagKey} flag={flag} />
          ))}
        </ul>
      )}
    </section>
  )
}

const STATES: { readonly [State in AssignedFlagState]: string } = {
  waiting: 'not told yet',
  taken: 'taken',
  refused: 'not taken',
  served: 'as served',
}

function FlagItem({
  flag: { flagKey, level, state, value, reason },
}: {
  readonly flag: AssignedFlag
}): ReactElement {
  return (
    <li data-state={state}>
      <div className="inspector-flag">
        <code>{flagKey}</code>
        <span className="inspector-level">
          {state !== 'served' && <i className="override-mark" data-applied={state === 'taken'} aria-hidden />}
          {state === 'served' ? STATES.served : level}
        </span>
      </div>
      <p>
        {state !== 'served' && <span className="inspector-verdict">{STATES[state]}</span>}
        {value !== undefined && <code>{state === 'refused' ? `the page has ${value}` : value}</code>}
        {value === undefined && state === 'refused' && <span>the page knows no such flag</span>}
        {reason !== undefined && <span className="inspector-reason">{reason}</span>}
      </p>
    </li>
  )
}
