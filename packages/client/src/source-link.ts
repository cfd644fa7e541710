import { isChange, isRevision, isSnapshot, type Revision } from '@halyard/protocol/wire'
import { isJsonObject } from '@halyard/schema'
import type { Clock } from './clock.ts'
import type { FlagSource, SourceEvent, SourceSink } from './sources/flag-source.ts'
import { joinTabGroup, type TabGroupMember } from './tab-group.ts'

/** What {@link linkSource} connects. */
export interface SourceLinkOptions {
  readonly source: FlagSource
  /** Names the group of tabs that share the connection; `null` for a tab that has its own. */
  readonly groupName: string | null
  /** The client; it gets the same events whether its tab leads or follows. */
  readonly sink: SourceSink
  /** Resolves when storage was read: a connection that begins after it resumes instead of starting over. */
  readonly restored: Promise<void>
  readonly clock: Clock
  /** How long this page may be hidden before it leaves the others, in milliseconds. */
  readonly hiddenTimeoutMs: number
  /** Called in the leading tab after the client took a snapshot or a change. */
  keep(): void
}

/** What a tab says that lacks something; the leading tab answers with what brings it up to date. */
interface Question {
  readonly type: 'ask'
  /** What the asking tab holds. */
  readonly revision: Revision | undefined
}

// Generous for a page that is only busy: what it owes is one message.
const ANSWER_MS = 3000

/**
 * Connects a client to its source through one tab of all that use it.
 *
 * ```
 *   server ──► source ──► sink              the leading tab
 *                  └──► channel ──► sink    every other tab
 * ```
 *
 * A tab that takes the lead resumes from what it holds itself, so nothing is lost with the tab that led before. Some
 * browsers stop the code of a page that is hidden without telling it, and it leads on: so a tab that somebody comes back
 * to asks the leading one, and takes the lead from it when there is no answer.
 *
 * @returns a function that ends the connection, or leaves it to the others.
 */
export function linkSource(options: SourceLinkOptions): () => void {
  const { source, sink, restored, keep, clock } = options
  let leads = false
  let trustLeader = (): void => undefined
  /** How the leading tab's connection stands, `undefined` before its first event. */
  let standing: SourceEvent | undefined

  const leadersSink: SourceSink = {
    onDiagnostic: sink.onDiagnostic,
    get held() {
      return sink.held
    },
    receive(event) {
      const taken = sink.receive(event)
      if (!taken) return false
      standing = event
      group.post(event)
      if (event.type === 'snapshot' || event.type === 'change') keep()
      return true
    },
  }

  function lead(): () => void {
    leads = true
    trustLeader()
    let disconnect = (): void => undefined
    let ended = false
    void restored.then(() => {
      if (!ended) disconnect = source.connect(leadersSink)
    })
    return () => {
      ended = true
      leads = false
      standing = undefined
      disconnect()
    }
  }

  function ask(): void {
    group.post({ type: 'ask', revision: sink.held?.revision } satisfies Question)
  }

  function answer(revision: Revision | undefined): void {
    const { held } = sink
    if (!standing) group.post({ type: 'connecting' })
    else if (standing.type === 'lost' || standing.type === 'refused' || !held) group.post(standing)
    else if (held.revision === revision) group.post({ type: 'current', revision })
    else group.post({ type: 'snapshot', revision: held.revision, flagSet: held.flagSet })
  }

  const member: TabGroupMember = {
    lead,
    joined: () => void restored.then(() => !leads && ask()),
    seen() {
      if (leads) return
      trustLeader()
      trustLeader = clock.schedule(() => group.takeLead(), ANSWER_MS)
      ask()
    },
    receive(message) {
      if (!isQuestion(message)) trustLeader()
      // A refusal counts in a leading tab too: it may be the last word of the tab that led before.
      if (isSourceEvent(message) && (!leads || message.type === 'refused')) {
        if (!sink.receive(message)) ask()
      } else if (leads && isQuestion(message)) answer(message.revision)
    },
    rested: () => void sink.receive({ type: 'lost', attempt: 1, error: 'this page is hidden' }),
  }
  const group = joinTabGroup(options.groupName, member, (rest) =>
    clock.schedule(rest, options.hiddenTimeoutMs),
  )
  return () => {
    trustLeader()
    group.leave()
  }
}

function isQuestion(value: unknown): value is Question {
  return (
    isJsonObject(value) &&
    value.type === 'ask' &&
    (value.revision === undefined || isRevision(value.revision))
  )
}

function isSourceEvent(value: unknown): value is SourceEvent {
  if (!isJsonObject(value)) return false
  const { type } = value
  if (type === 'snapshot') return isSnapshot(value)
  if (type === 'change') return isChange(value)
  if (type === 'current') return isRevision(value.revision)
  return (
    typeof value.error === 'string' &&
    (type === 'refused' || (type === 'lost' && typeof value.attempt === 'number'))
  )
}
