import type { ReactElement } from 'react'
import { cellKey } from '../../model/cell-key.ts'
import { cellLabel } from '../../model/cell-label.ts'
import type { ContactCell, ContactPage } from '../../model/contact-sheet.ts'
import { formatSheetText } from '../../model/sheet-scenario.ts'
import type { SheetState } from '../../model/sheet-state.ts'
import { MountedFrame } from '../mounted-frame.tsx'
import { useCellRecord } from '../use-cell-sessions.ts'

interface ContactPageViewProps {
  readonly page: ContactPage
  /** Which page it is, as in `1 of 4`. */
  readonly place: string
  readonly state: SheetState
  readonly printedAt: Date
  /** The keys of the cells whose frames may load. */
  readonly mounted: ReadonlySet<string>
}

/** No longer link is of any use on paper; in a file it can be clicked. */
const LONGEST_PRINTED_LINK = 240

/** One page of paper: what it shows, the cells, and where and when. */
export function ContactPageView({
  page,
  place,
  state,
  printedAt,
  mounted,
}: ContactPageViewProps): ReactElement {
  const link = linkOnPaper(state)
  return (
    <article className="contact-page" data-theme="light" aria-label={`Page ${place}`}>
      <header className="contact-head">
        <h2>{state.name ?? 'Variations of a page'}</h2>
        <p>
          <a href={state.pageUrl}>{state.pageUrl}</a>
        </p>
        <p className="contact-when">
          {printedAt.toLocaleDateString(undefined, { dateStyle: 'long' })}, page {place}
        </p>
      </header>
      <div className="contact-grid" style={{ gridTemplateColumns: `repeat(${page.columns}, max-content)` }}>
        {page.cells.map((contact) => (
          <ContactCellView
            key={contact.cell.id}
            contact={contact}
            pageUrl={state.pageUrl}
            isMounted={mounted.has(cellKey(contact.cell))}
          />
        ))}
      </div>
      <footer className="contact-foot">
        <a href={link}>{link.length > LONGEST_PRINTED_LINK ? 'Open this sheet in the playground' : link}</a>
      </footer>
    </article>
  )
}

/** A reader wants the sheet, and not to print it again. */
function linkOnPaper(state: SheetState): string {
  const url = new URL(formatSheetText({ ...state, view: { kind: 'grid' } }), location.href)
  // What differs from this document's own address by its fragment alone would become a link into the printed file.
  url.search += '&'
  return url.href
}

interface ContactCellViewProps {
  readonly contact: ContactCell
  readonly pageUrl: string
  readonly isMounted: boolean
}

function ContactCellView({
  contact: { cell, scale },
  pageUrl,
  isMounted,
}: ContactCellViewProps): ReactElement {
  const { status } = useCellRecord(cell)
  const label = cellLabel(cell.differences)
  const { width, height } = cell.viewport
  return (
    <article
      className="contact-cell"
      aria-label={label}
      data-cell-id={cell.id}
      data-cell-label={label}
      data-cell-state={status}
      style={{ width: width * scale }}
    >
      <h3 title={label}>{label}</h3>
      <div
        className="contact-stage"
        style={{ height: height * scale, colorScheme: cell.appearance.colorScheme }}
      >
        {isMounted && <MountedFrame cell={cell} pageUrl={pageUrl} scale={scale} />}
      </div>
    </article>
  )
}
