import type { ClientReport, FlagReport } from '@halyard/devtools'
import type { PageCapture } from '@halyard/devtools/preview'
import type { EvaluationContext } from '@halyard/schema'
import type { AssignmentGate } from '../frames/assignment-gate.ts'
import { type CellSession, createCellSession } from '../frames/cell-session.ts'
import type { FrameFailure } from '../frames/explain-failure.ts'
import { mirrorActions } from '../frames/mirror-actions.ts'
import { listFlags, type PageModel } from '../frames/page-model.ts'
import { cellKey, frameAssignmentOf } from '../model/cell-key.ts'
import { learnFlags } from '../model/known-flags.ts'
import type { Cell } from '../model/plan-sheet.ts'
import { createCapturing } from './capturing.ts'

/** What is known of one cell: of the page in its frame, or, once that is gone, as it was last. */
export interface CellRecord {
  /**
   * ```
   *   waiting ──frame──► loading ──flags──► open ──capture──► settled
   *      ▲                  │  │             ▲                   │
   *      └────frame gone────┘  └──► failed   └───other flags─────┘
   * ```
   */
  readonly status: 'waiting' | 'loading' | 'open' | 'settled' | 'failed'
  readonly failure?: FrameFailure
  readonly model?: PageModel
  readonly capture?: PageCapture
  /** Whether pages changed while this one had no frame, so that its capture may not hold any more. */
  readonly isStale?: boolean
}

/** The conversations with all frames of a sheet, and what was learnt in them. */
export interface CellSessions {
  /** What all frames together have said of the page's flags. */
  readonly knownFlags: readonly FlagReport[]
  /** Whether any frame has said anything of its page's flags; `failed` where none will. */
  readonly answer: 'awaited' | 'given' | 'failed'
  /** The context of the page's own user, once it is known. */
  readonly ownContext: EvaluationContext | undefined
  /** Another number whenever anything here is another one. */
  readonly version: number
  recordOf(cell: Cell): CellRecord
  /** Whether a cell shows what it will show, or never will. */
  isDone(cell: Cell): boolean
  /** Whether a cell that has a frame waits for its page. */
  isLoading(cell: Cell): boolean
  /** Begins a conversation with a frame that the caller makes for the cell. To be closed when the frame goes. */
  open(cell: Cell): CellSession
  /** Has what a person does in one frame happen in all, or no longer. */
  setMirroring(isOn: boolean): void
  /** Calls the listener after anything changed, until the returned function is called. */
  subscribe(listener: () => void): () => void
}

const WAITING: CellRecord = { status: 'waiting' }

/**
 * Creates the conversations of one page.
 *
 * @param gate one for all pages of a playground.
 * @example
 * const sessions = createCellSessions(pageUrl, gate)
 * const session = sessions.open(cell)
 */
export function createCellSessions(pageUrl: string, gate: AssignmentGate): CellSessions {
  const records = new Map<string, CellRecord>()
  const listeners = new Set<() => void>()
  const inFrames = new Set<string>()
  const mirror = mirrorActions()
  const capturing = createCapturing({ now: () => performance.now(), onPagesChanged: markStale })
  let knownFlags: readonly FlagReport[] = []
  let isAnswered = false
  let ownContext: EvaluationContext | undefined
  let version = 0

  function record(key: string, next: CellRecord): void {
    records.set(key, next)
    version += 1
    for (const listener of [...listeners]) listener()
  }

  function markStale(): void {
    for (const [key, last] of records) {
      if (!inFrames.has(key) && last.status === 'settled') records.set(key, { ...last, isStale: true })
    }
  }

  function learn(cell: Cell, model: PageModel): void {
    isAnswered = true
    if (cell.persona === null) ownContext = model.clients[0]?.context
    knownFlags = learnFlags(knownFlags, listFlags(model), cell.persona === null)
  }

  function open(cell: Cell): CellSession {
    const key = cellKey(cell)
    const session = createCellSession({ pageUrl, assignment: frameAssignmentOf(cell), gate })
    const captures = capturing.follow(session, (capture) => {
      const { isStale, ...last } = records.get(key) ?? WAITING
      record(key, { ...last, status: 'settled', ...(capture && { capture }) })
    })
    const leaveMirror = mirror.add(session)
    inFrames.add(key)

    function follow(): void {
      const { state } = session
      const { failure, ...last } = records.get(key) ?? WAITING
      if (state.status === 'failed') record(key, { status: 'failed', failure: state.failure })
      else if (state.status === 'open') {
        const { model } = state
        learn(cell, model)
        const standing = captures.standingOf(model)
        record(key, { ...last, model, status: standing === 'captured' ? 'settled' : 'open' })
        if (standing === 'none' && model.clients.every(isSupplied)) captures.capture(model)
      } else {
        captures.forget()
        record(key, { ...last, status: 'loading' })
      }
    }

    session.subscribe(follow)
    follow()
    return {
      ...session,
      get state() {
        return session.state
      },
      get frameName() {
        return session.frameName
      },
      close() {
        captures.close()
        leaveMirror()
        session.close()
        inFrames.delete(key)
        const last = records.get(key)
        if (last && last.status !== 'settled' && last.status !== 'failed') {
          record(key, { ...last, status: 'waiting' })
        }
      },
    }
  }

  const recordOf = (cell: Cell): CellRecord => records.get(cellKey(cell)) ?? WAITING
  return {
    get knownFlags() {
      return knownFlags
    },
    get answer() {
      if (isAnswered) return 'given'
      return [...records.values()].some(({ status }) => status === 'failed') ? 'failed' : 'awaited'
    },
    get ownContext() {
      return ownContext
    },
    get version() {
      return version
    },
    recordOf,
    isDone(cell) {
      const { status, isStale } = recordOf(cell)
      return status === 'failed' || (status === 'settled' && !isStale)
    },
    isLoading: (cell) => ['waiting', 'loading'].includes(recordOf(cell).status),
    open,
    setMirroring: (isOn) => mirror.setOn(isOn),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Whether a client has flags, or never will: until then a page is not what it will be. */
function isSupplied({ state }: ClientReport): boolean {
  return state !== 'idle' && state !== 'loading'
}
