import { type ReactElement, useRef, useSyncExternalStore } from 'react'
import type { CellSession } from '../frames/cell-session.ts'
import { cellLabel } from '../model/cell-label.ts'
import type { Cell } from '../model/plan-sheet.ts'
import './cell-frame.css'

/** What a frame is drawn from. */
export interface CellFrameProps {
  readonly cell: Cell
  readonly pageUrl: string
  /** Size on screen relative to true size. */
  readonly scale: number
  /** Told whenever a document has loaded in the frame. */
  readonly session: CellSession | undefined
  /** Called whenever a document has loaded in the frame. */
  onLoad?(): void
}

/**
 * What a page may do in a cell: all that it may do elsewhere, but neither take the whole playground to another address
 * nor stop it with the browser's own dialogs, once for every cell.
 */
const SANDBOX =
  'allow-same-origin allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-presentation'

/** The real page in a frame of its own, assigned what its cell says, in the cell's size and colour scheme. */
export function CellFrame({ cell, pageUrl, scale, session, onLoad }: CellFrameProps): ReactElement | null {
  const frame = useRef<HTMLIFrameElement>(null)
  const frameName = useSyncExternalStore(
    session?.subscribe ?? subscribeToNothing,
    () => session?.frameName ?? null,
  )
  if (!session || frameName === null) return null
  const { width, height } = cell.viewport
  return (
    <iframe
      // Only a new frame can have another name.
      key={frameName}
      className="cell-frame"
      ref={frame}
      // The name comes before the address: the client in the frame reads it before anything else.
      name={frameName}
      sandbox={SANDBOX}
      src={pageUrl}
      title={`${cellLabel(cell.differences)}: ${pageUrl}`}
      width={width}
      height={height}
      style={{ colorScheme: cell.appearance.colorScheme, transform: `scale(${scale})` }}
      onLoad={() => {
        if (frame.current?.contentWindow) session.frameLoaded(frame.current.contentWindow)
        onLoad?.()
      }}
    />
  )
}

function subscribeToNothing(): () => void {
  return () => undefined
}
