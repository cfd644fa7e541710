import type { ReactElement } from 'react'
import type { Cell, Difference } from '../model/plan-sheet.ts'

interface CellLabelProps {
  readonly cell: Cell
  /** Whether the page has taken everything that it is assigned. */
  readonly isApplied: boolean
}

/** What differs in a cell, on one line, and whether anything is overridden in it. */
export function CellLabel({ cell, isApplied }: CellLabelProps): ReactElement {
  const isOverridden = cell.assignment.size > 0
  return (
    <>
      {isOverridden && (
        <span className="override-mark" data-applied={isApplied} title="Overridden in this preview">
          <span className="visually-hidden">{isApplied ? 'Overridden:' : 'Not overridden yet:'}</span>
        </span>
      )}
      {cell.differences.length === 0 && <strong>As served</strong>}
      {cell.differences.map((difference) => (
        <Part key={`${difference.kind} ${difference.name}`} difference={difference} />
      ))}
    </>
  )
}

function Part({ difference: { kind, name, level } }: { readonly difference: Difference }): ReactElement {
  return (
    <span className="cell-part">
      {kind === 'flag' && <span className="cell-key">{name}</span>}
      <strong>{level}</strong>
    </span>
  )
}
