import type { PageAction } from '@halyard/devtools/preview'
import type { CellSession } from './cell-session.ts'

/** The part of a session that is mirrored. */
export type MirroredSession = Pick<CellSession, 'act' | 'onAction' | 'setMirroring'>

/** Has what a person does in one cell happen in all others. */
export interface ActionMirror {
  /** Takes one more cell in. @returns a function that takes it out again. */
  add(session: MirroredSession): () => void
  setOn(isOn: boolean): void
  /** Takes all cells out. */
  close(): void
}

/**
 * Mirrors what a person does in one of the given cells to all others, in the order in which it was done. A page does not
 * tell what it does for another one, so nothing comes back.
 *
 * @param onMissed told of each cell whose page has no such element, or cannot do that.
 * @example const mirror = mirrorActions(sessions)
 */
export function mirrorActions(
  sessions: Iterable<MirroredSession> = [],
  onMissed?: (session: MirroredSession, action: PageAction) => void,
): ActionMirror {
  const ends = new Map<MirroredSession, () => void>()
  let isOn = true

  async function pass(action: PageAction, session: MirroredSession): Promise<void> {
    if (!(await session.act(action))) onMissed?.(session, action)
  }

  function add(session: MirroredSession): () => void {
    const stop = session.onAction((action) => {
      if (!isOn) return
      for (const other of ends.keys()) if (other !== session) void pass(action, other)
    })
    function end(): void {
      stop()
      session.setMirroring(false)
      ends.delete(session)
    }
    ends.set(session, end)
    session.setMirroring(isOn)
    return end
  }

  for (const session of sessions) add(session)
  return {
    add,
    setOn(next) {
      isOn = next
      for (const session of ends.keys()) session.setMirroring(isOn)
    },
    close() {
      for (const end of [...ends.values()]) end()
    },
  }
}
