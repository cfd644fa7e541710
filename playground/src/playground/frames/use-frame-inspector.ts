import { useEffect, useState, useSyncExternalStore } from 'react'
import { createFrameInspector, type FrameInspection, type FrameWindow } from './frame-inspector.ts'
import { pageSurroundings } from './page-surroundings.ts'

/** What is known about a frame, and how to tell that it has loaded. */
export interface InspectedFrame {
  readonly inspection: FrameInspection
  onLoad(frame: FrameWindow | null): void
}

const LOADING: FrameInspection = { status: 'loading' }

/**
 * Inspects the frame of the component that calls it, as long as it is mounted.
 *
 * @param pageUrl the page in the frame.
 */
export function useFrameInspector(pageUrl: string): InspectedFrame {
  const [inspector, setInspector] = useState<ReturnType<typeof createFrameInspector>>()
  useEffect(() => {
    const next = createFrameInspector(pageSurroundings(pageUrl))
    setInspector(next)
    return () => next.close()
  }, [pageUrl])
  const inspection = useSyncExternalStore(
    inspector?.subscribe ?? subscribeToNothing,
    () => inspector?.inspection ?? LOADING,
  )
  return {
    inspection,
    onLoad(frame) {
      if (frame) inspector?.frameLoaded(frame)
    },
  }
}

function subscribeToNothing(): () => void {
  return () => undefined
}
