import { X } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, type ReactElement, useEffect, useRef, useState } from 'react'
import { CLOSE_PANEL } from '../../../panel/close-panel.ts'
import { cellLabel } from '../../model/cell-label.ts'
import type { Cell } from '../../model/plan-sheet.ts'
import { useCellRecord } from '../use-cell-sessions.ts'
import { handOverPanelPort } from './hand-over-panel-port.ts'
import './panel-dock.css'

interface PanelDockProps {
  readonly cell: Cell
  readonly pageUrl: string
  onClose(): void
}

/** CSS pixels: below this the panel shows no row. */
const LEAST_HEIGHT = 160
const STEP = 16

function initialHeight(): number {
  return Math.round(Math.min(480, Math.max(240, window.innerHeight * 0.4)))
}

/** The devtools panel itself, under the cell whose page it looks at: what is overridden in it changes that cell alone. */
export function PanelDock({ cell, pageUrl, onClose }: PanelDockProps): ReactElement {
  const dock = useRef<HTMLElement>(null)
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState(initialHeight)
  const [loadedFor, setLoadedFor] = useState<string>()
  const { status } = useCellRecord(cell)
  const isOpen = status === 'open' || status === 'settled'
  const isLoaded = loadedFor === cell.id
  useEffect(() => {
    // Whenever the page was loaded anew it is another document, and the panel needs another port.
    if (isLoaded && isOpen) handOverPanelPort(frame.current, cell.id, pageUrl)
  }, [isLoaded, isOpen, cell.id, pageUrl])

  useEffect(() => {
    // Keys that are pressed in the panel are heard there alone.
    const hear = ({ source, data }: MessageEvent<unknown>): void => {
      if (source === frame.current?.contentWindow && data === CLOSE_PANEL) onClose()
    }
    window.addEventListener('message', hear)
    return () => window.removeEventListener('message', hear)
  }, [onClose])

  function resize(next: number): void {
    const most = (dock.current?.parentElement?.clientHeight ?? Number.POSITIVE_INFINITY) * 0.8
    setHeight(Math.round(Math.max(LEAST_HEIGHT, Math.min(most, next))))
  }

  function press(event: KeyboardEvent): void {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (direction === 0) return
    event.preventDefault()
    event.stopPropagation()
    resize(height + direction * STEP * (event.shiftKey ? 5 : 1))
  }

  function drag(event: PointerEvent<HTMLElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    resize((dock.current?.getBoundingClientRect().bottom ?? 0) - event.clientY)
  }

  const label = cellLabel(cell.differences)
  return (
    <section
      className="panel-dock"
      ref={dock}
      aria-label={`Devtools panel of ${label}`}
      style={{ height }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a line that is moved, which no <hr> can be */}
      <div
        className="panel-dock-edge"
        role="separator"
        tabIndex={0}
        aria-label="Height of the panel"
        aria-orientation="horizontal"
        aria-valuemin={LEAST_HEIGHT}
        aria-valuenow={height}
        onKeyDown={press}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      />
      <header className="panel-dock-head">
        <h2>Panel</h2>
        <p>{isOpen ? label : 'Waiting for the page of this preview to say something…'}</p>
        <button
          type="button"
          className="icon-button"
          title="Close the panel"
          aria-label="Close the panel"
          onClick={onClose}
        >
          <X size={16} aria-hidden />
        </button>
      </header>
      <iframe
        // Another cell is another page to look at, and nothing of the one before is left in the panel.
        key={cell.id}
        ref={frame}
        className="panel-dock-frame"
        title={`Devtools panel of ${label}`}
        src="panel/"
        onLoad={() => setLoadedFor(cell.id)}
      />
    </section>
  )
}
