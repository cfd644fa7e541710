import type { ClientReport, FlagReport } from '@halyard/devtools'
import type { EvaluationContext } from '@halyard/schema'
import type { FrameFailure } from '../frames/explain-failure.ts'
import { createFrameInspector, type FrameInspector } from '../frames/frame-inspector.ts'
import { listFlags, type PageModel } from '../frames/page-model.ts'
import { cellKey } from '../model/frame-name.ts'
import { learnFlags } from '../model/known-flags.ts'
import type { Cell } from '../model/plan-sheet.ts'

/** What is known of one cell: of the page in its frame, or, once that is gone, as it was last. */
export interface CellRecord {
  /**
   * ```
   *   waiting ──frame──► loading ──flags──► open ──capture──► settled
   *                         └──────────► failed
   * ```
   */
  readonly status: 'waiting' | 'loading' | 'open' | 'settled' | 'failed'
  readonly failure?: FrameFailure
  readonly model?: PageModel
  /** The same for pages that rendered the same. */
  readonly fingerprint?: string
}

/** The conversation with the page in one cell's frame. */
export type CellSession = FrameInspector

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
  /** Begins a conversation with a frame that the caller has made for the cell. To be closed when the frame goes. */
  open(cell: Cell): CellSession
  /** Calls the listener after a record changed, until the returned function is called. */
  subscribe(listener: () => void): () => void
}

const WAITING: CellRecord = { status: 'waiting' }

/**
 * Creates the conversations of one page.
 *
 * @example
 * const sessions = createCellSessions(pageUrl)
 * const session = sessions.open(cell)
 */
export function createCellSessions(pageUrl: string): CellSessions {
  const records = new Map<string, CellRecord>()
  const listeners = new Set<() => void>()
  let knownFlags: readonly FlagReport[] = []
  let isAnswered = false
  let ownContext: EvaluationContext | undefined
  let version = 0

  function record(key: string, next: CellRecord): void {
    records.set(key, next)
    version += 1
    for (const listener of [...listeners]) listener()
  }

  const recordOf = (cell: Cell): CellRecord => records.get(cellKey(cell)) ?? WAITING

  return {
    get answer() {
      if (isAnswered) return 'given'
      return [...records.values()].some(({ status }) => status === 'failed') ? 'failed' : 'awaited'
    },
    get ownContext() {
      return ownContext
    },
    get knownFlags() {
      return knownFlags
    },
    get version() {
      return version
    },
    recordOf,
    isDone: (cell) => ['settled', 'failed'].includes(recordOf(cell).status),
    isLoading: (cell) => ['waiting', 'loading'].includes(recordOf(cell).status),
    open(cell) {
      const key = cellKey(cell)
      const session = createFrameInspector({
        origin: new URL(pageUrl).origin,
        probe: () => probe(pageUrl),
        schedule(callback, delayMs) {
          const timer = setTimeout(callback, delayMs)
          return () => clearTimeout(timer)
        },
      })
      session.subscribe(() => {
        const { inspection } = session
        if (inspection.status === 'failed') {
          record(key, { status: 'failed', failure: inspection.failure })
        } else if (inspection.status === 'open') {
          isAnswered = true
          if (cell.persona === null) ownContext = inspection.model.clients[0]?.context
          knownFlags = learnFlags(knownFlags, listFlags(inspection.model), cell.persona === null)
          const { model } = inspection
          record(key, { status: model.clients.every(isSupplied) ? 'settled' : 'open', model })
        } else record(key, { ...records.get(key), status: 'loading' })
      })
      return {
        ...session,
        get inspection() {
          return session.inspection
        },
        close() {
          session.close()
          const last = records.get(key)
          if (last && (last.status === 'loading' || last.status === 'open')) {
            record(key, { ...last, status: 'waiting' })
          }
        },
      }
    },
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

/** Whether anything answers at an address; what it answers stays hidden from other origins, and is not needed. */
async function probe(url: string): Promise<boolean> {
  try {
    await fetch(url, { mode: 'no-cors', cache: 'no-store' })
    return true
  } catch {
    // The browser does not say more than that it got no answer, and that is the answer.
    return false
  }
}
