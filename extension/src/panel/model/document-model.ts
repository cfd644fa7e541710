import {
  DEVTOOLS_PROTOCOL_VERSIONS,
  type MethodName,
  type OverrideTerms,
  type PageDescription,
  type PageEvent,
  type PagePayloads,
  type ParametersOf,
  parsePageMessage,
  type ResultOf,
} from '@halyard/devtools'
import type { FlagValue } from '@halyard/schema'
import { type ReadonlySignal, signal } from '@preact/signals'
import type { DocumentConnection } from '../transport/panel-transport.ts'
import { type ClientModel, createClientModel, type WritableClientModel } from './client-model.ts'
import { createDocumentActivity } from './document-activity.ts'
import { createEventPace, MAX_EVENTS } from './event-pace.ts'
import type { FlagActivity } from './flag-activity.ts'
import { createPageRequests } from './page-requests.ts'
import type { Timeline } from './timeline.ts'
import { createUnansweredWrites } from './unanswered-writes.ts'

const IS_LOADING = 'the page is being loaded. Try again when its flags are here.'
const LEFT_TOO_SOON = 'the page was left before it had taken it. Try again.'

/** The most clients of one document that a panel keeps. */
export const MAX_CLIENTS = 50

/**
 * How the conversation with a document stands.
 *
 * ```
 *               snapshot                gap in the sequence
 *  ┌──────────┐ ───────► ┌───────┐ ─────────────────────► ┌────────────┐
 *  │ greeting │          │ ready │                        │ refreshing │
 *  └──────────┘          └───────┘ ◄───────────────────── └────────────┘
 *       │ no common version              snapshot
 *       ▼
 *  ┌─────────────┐        any ── the document is gone ──► closed
 *  │ unsupported │
 *  └─────────────┘
 * ```
 */
export type DocumentStatus = 'greeting' | 'ready' | 'refreshing' | 'unsupported' | 'closed'

/** Why a page did not accept an override. */
export interface OverrideRefusal {
  readonly clientId: string
  readonly flagKey: string
  readonly message: string
}

/** One document of the inspected tab, as the panel knows it. */
export interface DocumentModel {
  readonly connectionId: string
  readonly isTopFrame: boolean
  readonly status: ReadonlySignal<DocumentStatus>
  /** What the page says it is; `null` until it answered. */
  readonly page: ReadonlySignal<PageDescription | null>
  readonly clients: ReadonlySignal<readonly ClientModel[]>
  /**
   * Why the last override was not set or reset, since the one before it: the client refuses it, or the page was left
   * before it took it.
   */
  readonly refusal: ReadonlySignal<OverrideRefusal | null>
  /** How many events were skipped, because the page told more than the panel can show. */
  readonly skipped: ReadonlySignal<number>
  /** What is known of a client's flags over time. */
  activity(clientId: string): FlagActivity
  /** Refused once the document is closed. */
  setOverride(clientId: string, flagKey: string, value: FlagValue, terms?: OverrideTerms): void
  /** Without a flag key: every override of that client. Refused once the document is closed. */
  resetOverride(clientId: string, flagKey?: string): void
  /**
   * Asks something of a client, or of the page where `clientId` is `null`; only what it says it offers has an answer.
   *
   * @returns a promise that rejects with a sentence for a person: why the page did not do it, that it did not answer
   * within 10 s, or that it is gone.
   */
  request<Name extends MethodName>(
    clientId: string | null,
    method: Name,
    parameters: ParametersOf<Name>,
  ): Promise<ResultOf<Name>>
}

/** The transport's end of a {@link DocumentModel}. */
export interface OpenDocumentModel extends DocumentModel {
  receive(message: unknown): void
  close(): void
}

/**
 * Greets a document and keeps what it says. What is not a message of the protocol is ignored.
 *
 * @param timeline takes what happens. @param now in milliseconds since 1970.
 */
export function createDocumentModel(
  connection: DocumentConnection,
  timeline: Timeline,
  now: () => number,
): OpenDocumentModel {
  const status = signal<DocumentStatus>('greeting')
  const page = signal<PageDescription | null>(null)
  const clients = signal<readonly WritableClientModel[]>([])
  const refusal = signal<OverrideRefusal | null>(null)
  const skipped = signal(0)
  const requests = createPageRequests(connection.send)
  const unanswered = createUnansweredWrites()
  const pace = createEventPace((maxEvents) =>
    connection.send({ halyard: 'devtools', type: 'more', maxEvents }),
  )
  const activity = createDocumentActivity({ ...connection, timeline, now })
  let sequence = 0

  function greet(): void {
    const versions = DEVTOOLS_PROTOCOL_VERSIONS
    connection.send({ halyard: 'devtools', type: 'hello', versions, activity: true, maxEvents: MAX_EVENTS })
  }

  function welcome(message: PagePayloads['welcome']): void {
    activity.welcomed(message.page, page.value)
    page.value = message.page
    if (message.version === null) status.value = 'unsupported'
  }

  function takeSnapshot(snapshot: PagePayloads['snapshot']): void {
    sequence = snapshot.sequence
    const unique = new Map(snapshot.clients.map((client) => [client.clientId, client]))
    for (const client of clients.value) activity.caughtUp(client, unique.get(client.clientId)?.flags ?? [])
    clients.value = [...unique.values()].slice(0, MAX_CLIENTS).map(createClientModel)
    status.value = 'ready'
    unanswered.clear()
    skipped.value += snapshot.skipped ?? 0
    pace.caughtUp(snapshot.skipped ?? 0)
  }

  function takeEvent(event: PageEvent): void {
    pace.took()
    // Until the snapshot is here there is nothing that an event could change; the snapshot contains it.
    if (status.value !== 'ready' || event.sequence <= sequence) return
    if (event.sequence > sequence + 1) {
      status.value = 'refreshing'
      greet()
      return
    }
    sequence = event.sequence
    apply(event)
  }

  function find(clientId: string): WritableClientModel | undefined {
    return clients.value.find((client) => client.clientId === clientId)
  }

  function apply(event: PageEvent): void {
    const without = (clientId: string) => clients.value.filter((client) => client.clientId !== clientId)
    switch (event.type) {
      case 'client-added':
        clients.value = [...without(event.client.clientId), createClientModel(event.client)].slice(
          0,
          MAX_CLIENTS,
        )
        break
      case 'client-removed':
        clients.value = without(event.clientId)
        break
      case 'client-changed': {
        const client = find(event.client.clientId)
        if (client) activity.described(client, event.client)
        client?.describe(event.client)
        break
      }
      case 'flags-changed': {
        const client = find(event.clientId)
        if (client) activity.flagsChanged(client, event)
        client?.update(event.flags, event.removed)
        unanswered.answer(event.clientId, [...event.flags.map(({ flagKey }) => flagKey), ...event.removed])
        break
      }
      case 'page-changed':
        activity.moved(event.page)
        page.value = event.page
        break
      case 'override-refused':
        unanswered.answer(event.clientId, [event.flagKey])
        refusal.value = { clientId: event.clientId, flagKey: event.flagKey, message: event.message }
        break
    }
  }

  function isRefusedForLoading(clientId: string, flagKey: string): boolean {
    refusal.value = status.value === 'closed' ? { clientId, flagKey, message: IS_LOADING } : null
    return refusal.value !== null
  }

  function takeActivity({ clientId, activity: report }: PagePayloads['activity']): void {
    pace.took()
    const client = find(clientId)
    if (client) activity.reported(client, report)
  }

  greet()
  return {
    connectionId: connection.connectionId,
    isTopFrame: connection.isTopFrame,
    status,
    page,
    clients,
    refusal,
    skipped,
    activity: activity.of,
    setOverride(clientId, flagKey, value, terms = {}) {
      if (isRefusedForLoading(clientId, flagKey)) return
      unanswered.expect(find(clientId), flagKey, value)
      connection.send({ halyard: 'devtools', type: 'set-override', clientId, flagKey, value, ...terms })
    },
    resetOverride(clientId, flagKey) {
      if (isRefusedForLoading(clientId, flagKey ?? '')) return
      unanswered.expect(find(clientId), flagKey)
      connection.send({
        halyard: 'devtools',
        type: 'reset-override',
        clientId,
        ...(flagKey !== undefined && { flagKey }),
      })
    },
    request: requests.make,
    receive(received) {
      const message = parsePageMessage(received)
      if (!message || status.value === 'closed') return
      if (message.type === 'welcome') welcome(message)
      else if (message.type === 'snapshot') takeSnapshot(message)
      else if (message.type === 'response') requests.settle(message)
      else if (message.type === 'activity') takeActivity(message)
      else takeEvent(message)
    },
    close() {
      const lost = unanswered.first()
      if (lost) refusal.value = { ...lost, message: LEFT_TOO_SOON }
      status.value = 'closed'
      activity.closed()
      requests.close()
      pace.close()
    },
  }
}
