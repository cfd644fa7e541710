import type { PageAction, PageCapture } from '@halyard/devtools/preview'
import { type FrameAssignment, formatFrameName } from '@halyard/protocol/overrides'
import type { AssignmentGate } from './assignment-gate.ts'
import type { FrameFailure } from './explain-failure.ts'
import { createFrameInspector, type FrameInspectorOptions, type FrameWindow } from './frame-inspector.ts'
import type { PageModel } from './page-model.ts'
import { pageSurroundings } from './page-surroundings.ts'
import { createPreviewLink, type PreviewLink } from './preview-link.ts'

/**
 * How a cell's frame stands.
 *
 * ```
 *   waiting ─► loading ─► connecting ─► open     waiting: another frame asks whether the page answers at all
 *      └──────────┴───────────┴───────► failed
 * ```
 */
export type CellState =
  | { readonly status: 'waiting' | 'loading' | 'connecting' }
  | { readonly status: 'open'; readonly model: PageModel }
  | { readonly status: 'failed'; readonly failure: Exclude<FrameFailure, 'not-applied'> }

/** What a cell shows. */
export interface CellSessionOptions {
  /** An absolute `http:` or `https:` address. */
  readonly pageUrl: string
  readonly assignment: FrameAssignment
  /** One for all cells of a playground. */
  readonly gate: AssignmentGate
  /** @default the browser's */
  readonly surroundings?: FrameInspectorOptions
}

/** One cell: the page in its frame, asked over the devtools protocol, and looked at over the preview protocol. */
export interface CellSession {
  readonly state: CellState
  /**
   * The name that the cell's frame must have before its page loads, `null` while there must be no frame. When it
   * changes, there must be another frame: the first one may only have asked whether the page answers.
   */
  readonly frameName: string | null
  /** Calls the listener after state or frame name changed, until the returned function is called. */
  subscribe(listener: () => void): () => void
  /** To be called whenever the frame has loaded a document. */
  frameLoaded(frame: FrameWindow): void
  /** Captures what the page shows, once it has come to rest. @returns `null` while it cannot be asked. */
  capture(): Promise<PageCapture | null>
  /** Does on the page what a person did elsewhere. @returns whether it could be done. */
  act(action: PageAction): Promise<boolean>
  /** Asks the page to tell what a person does on it, also after it has loaded again. @default false */
  setMirroring(isOn: boolean): void
  /** Calls the listener for each thing that a person does on the page, until the returned function is called. */
  onAction(listener: (action: PageAction) => void): () => void
  /** Calls the listener when the page shows something else than it was captured with. */
  onChanged(listener: () => void): () => void
  close(): void
}

/** What a frame is named that only asks, or shows the page as it is served. */
const PLAIN_NAME = formatFrameName({ overrides: new Map() })

/**
 * Creates the session of one cell. Its page gets to know the assignment only when a page of that origin has let this
 * playground in: see {@link AssignmentGate}.
 *
 * @example
 * const session = createCellSession({ pageUrl, assignment: { overrides: new Map([['hero', { value: 'bold' }]]) }, gate })
 * session.subscribe(() => draw(session.frameName, session.state))
 * iframe.onload = () => session.frameLoaded(iframe.contentWindow)
 */
export function createCellSession(options: CellSessionOptions): CellSession {
  const { pageUrl, assignment, gate, surroundings = pageSurroundings(pageUrl) } = options
  const { origin } = surroundings
  const assignedName = formatFrameName(assignment)
  const listeners = new Set<() => void>()
  const actionListeners = new Set<(action: PageAction) => void>()
  const changeListeners = new Set<() => void>()
  let state: CellState = { status: 'waiting' }
  let frameName: string | null = null
  let frame: FrameWindow | undefined
  let inspector: ReturnType<typeof createFrameInspector> | undefined
  let link: PreviewLink | undefined
  let isMirroring = false
  let isAsking = false

  function change(next: CellState): void {
    state = next
    for (const listener of [...listeners]) listener()
  }

  /** Begins with a frame of that name. */
  function begin(name: string): void {
    endFrame()
    frameName = name
    inspector = createFrameInspector(surroundings)
    inspector.subscribe(follow)
    change({ status: 'loading' })
  }

  function endFrame(): void {
    endLink()
    inspector?.close()
    frame = undefined
  }

  function endLink(): void {
    link?.close()
    link = undefined
  }

  /** The page in the frame has said something, or has said nothing for too long. */
  function follow(): void {
    const inspection = inspector?.inspection
    if (!inspection) return
    if (inspection.status === 'open') {
      isAsking = false
      gate.settle(origin, 'admitted')
      // Then this frame has asked, and the gate has told this session to go on with another one.
      if (inspection !== inspector?.inspection) return
      link ??= openLink()
      change(inspection)
      return
    }
    endLink()
    change(inspection)
    if (isAsking && inspection.status === 'failed') gate.settle(origin, inspection.failure)
  }

  function openLink(): PreviewLink | undefined {
    if (!frame) return undefined
    const opened = createPreviewLink(frame, surroundings, {
      onAction: (action) => {
        for (const listener of [...actionListeners]) listener(action)
      },
      onChanged: () => {
        for (const listener of [...changeListeners]) listener()
      },
    })
    if (isMirroring) opened.setMirroring(true)
    return opened
  }

  /** Begins as far as the gate allows it. */
  function enter(): void {
    isAsking = gate.claim(origin)
    if (gate.admissionOf(origin) === 'admitted') begin(assignedName)
    else if (isAsking || assignedName === PLAIN_NAME) begin(PLAIN_NAME)
  }

  /** Goes on as far as the gate allows it now. */
  function proceed(): void {
    const admission = gate.admissionOf(origin)
    if (admission === 'admitted' && frameName !== assignedName) begin(assignedName)
    else if (frameName !== null || admission === 'asking') return
    else if (admission === 'unknown') enter()
    else if (admission !== 'admitted') change({ status: 'failed', failure: admission })
  }

  const stopWatching = gate.subscribe(proceed)
  enter()

  return {
    get state() {
      return state
    },
    get frameName() {
      return frameName
    },
    subscribe: (listener) => added(listeners, listener),
    frameLoaded(loaded) {
      endLink()
      frame = loaded
      inspector?.frameLoaded(loaded)
    },
    capture: async () => (await link?.capture()) ?? null,
    act: async (action) => (await link?.act(action)) ?? false,
    setMirroring(isOn) {
      isMirroring = isOn
      link?.setMirroring(isOn)
    },
    onAction: (listener) => added(actionListeners, listener),
    onChanged: (listener) => added(changeListeners, listener),
    close() {
      stopWatching()
      endFrame()
      listeners.clear()
      actionListeners.clear()
      changeListeners.clear()
      // Another cell may ask in its place.
      if (isAsking && gate.admissionOf(origin) === 'asking') gate.settle(origin, 'unknown')
    },
  }
}

function added<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
