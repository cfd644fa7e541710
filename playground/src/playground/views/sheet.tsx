import type { FlagReport } from '@halyard/devtools'
import type { ReactElement } from 'react'
import type { InspectedFrame } from '../frames/use-frame-inspector.ts'
import { fitSheet } from '../model/fit-sheet.ts'
import { type Cell, SERVED_CELL } from '../model/list-cells.ts'
import type { PlaygroundAddress } from '../model/playground-address.ts'
import { VIEWPORTS } from '../model/viewports.ts'
import { CellView, VariantCell } from './cell-view.tsx'
import { SheetBar } from './sheet-bar.tsx'
import { useElementSize } from './use-element-size.ts'
import './sheet.css'

interface SheetProps {
  readonly address: PlaygroundAddress
  readonly flagKey: string | undefined
  /** As the served page reports it; `undefined` while it does not, or where it knows no such flag. */
  readonly flag: FlagReport | undefined
  readonly cells: readonly Cell[]
  readonly servedFrame: InspectedFrame
  onAddressChange(change: Partial<PlaygroundAddress>): void
}

/** CSS pixels; sheet.css has the same. */
const GAP = 24
const LABEL_HEIGHT = 36

/** All previews side by side. */
export function Sheet(props: SheetProps): ReactElement {
  const { address, flagKey, flag, cells, servedFrame, onAddressChange } = props
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
        isTold={servedFrame.inspection.status === 'open'}
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
              {cells.map((cell) => {
                const preview = {
                  cell,
                  flagKey,
                  servedVariant: flag?.variant,
                  pageUrl: address.pageUrl,
                  viewport,
                  scale,
                }
                // Another assignment needs another document, and so another frame.
                const key = `${cell.id} ${cell.frameName}`
                return cell === SERVED_CELL ? (
                  <CellView key={key} {...preview} frame={servedFrame} />
                ) : (
                  <VariantCell key={key} {...preview} />
                )
              })}
            </div>
          )}
        </div>
      </section>
    </main>
  )
}
