import type { ReactElement } from 'react'
import { CellFrame, type CellFrameProps } from './cell-frame.tsx'
import { useCellSession } from './use-cell-sessions.ts'

/** The frame of a cell, and the conversation with its page, for as long as it is mounted. With another `key`, both begin anew. */
export function MountedFrame(props: Pick<CellFrameProps, 'cell' | 'pageUrl' | 'scale'>): ReactElement {
  return <CellFrame {...props} session={useCellSession(props.cell)} />
}
