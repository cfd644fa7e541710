import type { ReactElement } from 'react'

/** Stands where a link asks for a cell that the sheet does not have. */
export function MissingCell({ onShowAll }: { onShowAll(): void }): ReactElement {
  return (
    <div className="missing-cell" role="status">
      <h2>This cell is not there any more</h2>
      <p>The link names a cell by its flags’ values, and the page has others now.</p>
      <button type="button" className="button" onClick={onShowAll}>
        Show all cells
      </button>
    </div>
  )
}
