import type { PageAction, PageCapture } from '@halyard/devtools/preview'
import type { FrameAppearance } from '@halyard/protocol/overrides'
import { createAssignmentGate } from '../../../playground/src/playground/frames/assignment-gate.ts'
import {
  type CellSession,
  type CellState,
  createCellSession,
} from '../../../playground/src/playground/frames/cell-session.ts'
import { type ActionMirror, mirrorActions } from '../../../playground/src/playground/frames/mirror-actions.ts'

/** An assignment in a form that a test can send. */
export interface DeskCell {
  readonly pageUrl: string
  readonly values?: { readonly [flagKey: string]: string | boolean }
  readonly context?: { readonly plan: string }
  readonly appearance?: FrameAppearance
}

declare global {
  interface Window {
    desk: {
      open(cells: readonly DeskCell[]): void
      states(): readonly CellState[]
      /** The names of all frames there have been, in their order. */
      readonly names: readonly string[]
      capture(index: number): Promise<PageCapture | null>
      mirror(isOn: boolean): void
      readonly told: readonly PageAction[]
      readonly changed: readonly number[]
      close(): void
    }
  }
}

const gate = createAssignmentGate()
const sessions: CellSession[] = []
const names: string[] = []
const told: PageAction[] = []
const changed: number[] = []
let mirroring: ActionMirror | undefined

/** The playground without anything to look at: sessions, and a frame for each. */
window.desk = {
  names,
  told,
  changed,
  open(cells) {
    for (const cell of cells) {
      const { pageUrl, values = {}, ...rest } = cell
      const overrides = new Map(Object.entries(values).map(([flagKey, value]) => [flagKey, { value }]))
      const session = createCellSession({ pageUrl, gate, assignment: { overrides, ...rest } })
      const place = document.body.appendChild(document.createElement('article'))
      const index = sessions.push(session) - 1
      session.onAction((action) => void told.push(action))
      session.onChanged(() => void changed.push(index))
      session.subscribe(() => draw(session, place, pageUrl))
      draw(session, place, pageUrl)
    }
  },
  states: () => sessions.map(({ state }) => state),
  capture: (index) => sessions[index]?.capture() ?? Promise.resolve(null),
  mirror(isOn) {
    mirroring ??= mirrorActions(sessions)
    mirroring.setOn(isOn)
  },
  close() {
    mirroring?.close()
    mirroring = undefined
    for (const session of sessions.splice(0)) session.close()
    document.body.replaceChildren()
  },
}

function draw(session: CellSession, place: HTMLElement, pageUrl: string): void {
  const { frameName } = session
  const present = place.querySelector('iframe')
  if (frameName === null || present?.name === frameName) return
  const frame = document.createElement('iframe')
  frame.name = frameName
  frame.height = '300'
  frame.src = pageUrl
  frame.onload = () => frame.contentWindow && session.frameLoaded(frame.contentWindow)
  names.push(frameName)
  place.replaceChildren(frame)
}
