import type { FlagReport } from '@halyard/protocol/devtools'
import type { ReactElement } from 'react'
import { CellView } from './cell-view.tsx'
import { fitSheet } from './fit-sheet.ts'
import type { FrameInspection } from './frame-inspector.ts'
import { type Cell, SERVED_CELL } from './list-cells.ts'
import type { PlaygroundAddress } from './playground-address.ts'
import { SheetBar } from './sheet-bar.tsx'
import { useElementSize } from './use-element-size.ts'
import { VIEWPORTS } from './viewports.ts'
import './sheet.css'

interface SheetProps {
  readonly address: PlaygroundAddress
  readonly flagKey: string | undefined
  /** As the served page reports it; `undefined` while it does not, or where it knows no such flag. */
  readonly flag: FlagReport | undefined
  readonly cells: readonly Cell[]
  onAddressChange(change: Partial<PlaygroundAddress>): void
  onServedInspection(inspection: FrameInspection): void
}

/** CSS pixels; sheet.css has the same. */
const GAP = 24
const LABEL_HEIGHT = 36

/** All previews side by side. */
export function Sheet(props: SheetProps): ReactElement {
  const { address, flagKey, flag, cells, onAddressChange, onServedInspection } = props
  const [area, areaRef] = useElementSize<HTMLDivElement>()
  const viewport = VIEWPORTS[address.viewport]
  const { columns, scale } = fitSheet({
    count: cells.length,
    viewport,
    area: area ?? { width: 0, height: 0 },
    zoom: address.zoom,
    gap: GAP,
    labelHeight: LABEL_HEIGHT,
  })
  return (
    <main className="sheet">
      <SheetBar
        address={address}
        flagKey={flagKey}
        flag={flag}
        cellCount={cells.length}
        scale={scale}
        onAddressChange={onAddressChange}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable with the keyboard */}
      <section className="sheet-scroll" aria-label="Previews" tabIndex={0}>
        <div className="sheet-area" ref={areaRef}>
          {area && (
            <div
              className="sheet-grid"
              style={{ gridTemplateColumns: `repeat(${columns}, ${viewport.width * scale}px)` }}
            >
              {cells.map((cell) => (
                <CellView
                  // Another assignment needs another document, and so another frame.
                  key={`${address.pageUrl} ${cell.id} ${cell.frameName}`}
                  cell={cell}
                  flagKey={flagKey}
                  servedVariant={flag?.variant}
                  pageUrl={address.pageUrl}
                  viewport={viewport}
                  scale={scale}
                  {...(cell === SERVED_CELL && { onInspection: onServedInspection })}
                />
              ))}
            </div>
          )}
        </div>
      </section>
    </main>
  )
}
