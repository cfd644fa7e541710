import { Printer, X } from 'lucide-react'
import { type ReactElement, useMemo, useState } from 'react'
import { cellKey } from '../../model/cell-key.ts'
import { layOutContactSheet } from '../../model/contact-sheet.ts'
import type { SheetPlan } from '../../model/plan-sheet.ts'
import type { SheetState } from '../../model/sheet-state.ts'
import { shownCells } from '../../model/shown-cells.ts'
import type { ChangeSheet } from '../use-sheet-address.ts'
import { useSheetProgress } from '../use-sheet-progress.ts'
import { useShortcut } from '../use-shortcut.ts'
import { ContactPageView } from './contact-page-view.tsx'
import './contact-sheet.css'

interface ContactSheetProps {
  readonly plan: SheetPlan
  readonly state: SheetState
  readonly onStateChange: ChangeSheet
}

/** How many frames may load at once, so that the first pages are there early. */
const LOADING_AT_ONCE = 6

/** All cells of a sheet on pages of paper, with what a reader needs to find it again. */
export function ContactSheet({ plan, state, onStateChange }: ContactSheetProps): ReactElement {
  const cells = useMemo(() => shownCells(plan, state.limit), [plan, state.limit])
  const pages = useMemo(() => layOutContactSheet(cells), [cells])
  const { done, isSettled } = useSheetProgress(cells)
  const showSheet = (): void => onStateChange({ view: { kind: 'grid' } })
  useShortcut('Escape', showSheet)
  const [printedAt] = useState(() => new Date())
  const mounted = new Set(cells.slice(0, done + LOADING_AT_ONCE).map(cellKey))
  return (
    <main
      className="contact-sheet"
      data-sheet-state={isSettled ? 'settled' : 'loading'}
      data-cell-count={cells.length}
    >
      <header className="contact-bar">
        <h1>Contact sheet</h1>
        <p role="status">
          {isSettled
            ? `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'} on ${pages.length} ${pages.length === 1 ? 'page' : 'pages'}, A4`
            : `${done} of ${cells.length} have loaded`}
        </p>
        <button type="button" className="button contact-print" disabled={!isSettled} onClick={() => print()}>
          <Printer size={16} aria-hidden />
          Print
        </button>
        <button
          type="button"
          className="icon-button"
          title="Back to the sheet"
          aria-label="Back to the sheet"
          aria-keyshortcuts="Escape"
          onClick={showSheet}
        >
          <X size={16} aria-hidden />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable with the keyboard */}
      <section className="contact-pages" aria-label="Pages" tabIndex={0}>
        {pages.map((page, index) => (
          <ContactPageView
            key={page.cells[0]?.cell.id}
            page={page}
            place={`${index + 1} of ${pages.length}`}
            state={state}
            printedAt={printedAt}
            mounted={mounted}
          />
        ))}
      </section>
    </main>
  )
}
