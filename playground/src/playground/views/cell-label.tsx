import type { ReactElement } from 'react'
import type { Cell, Difference } from '../model/plan-sheet.ts'
import './cell-label.css'

interface CellLabelProps {
  readonly cell: Cell
  /** Whether the cell's size is told already, by what stands above it. @default false */
  readonly isSizeTold?: boolean
}

/** What differs in a cell, on one line. */
export function CellLabel({ cell, isSizeTold = false }: CellLabelProps): ReactElement {
  const differences = cell.differences.filter(({ kind }) => !(isSizeTold && kind === 'viewport'))
  if (differences.length === 0) return <strong className="cell-part">As served</strong>
  return (
    <>
      {differences.map((difference) => (
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

interface OverrideMarkProps {
  readonly cell: Cell
  /** Whether the page has taken everything that it is assigned. */
  readonly isApplied: boolean
}

/** Says that flags are overridden in a cell, by a shape too. */
export function OverrideMark({ cell, isApplied }: OverrideMarkProps): ReactElement | null {
  if (cell.assignment.size === 0) return null
  return (
    <span className="override-mark" data-applied={isApplied} title="Overridden in this preview">
      <span className="visually-hidden">{isApplied ? 'Overridden:' : 'Not overridden yet:'}</span>
    </span>
  )
}
