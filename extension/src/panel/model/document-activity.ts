import type {
  ActivityEntry,
  ActivityReport,
  FlagOutcome,
  PageDescription,
  PagePayloads,
} from '@halyard/devtools'
import type { ClientDescription, ClientModel } from './client-model.ts'
import { createFlagActivity, type FlagActivity, type WritableFlagActivity } from './flag-activity.ts'
import { isSameOutcome, outcomeText } from './outcome-text.ts'
import { type FlagChange, MAX_TIMELINE_ENTRIES, type Timeline, type TimelineEvent } from './timeline.ts'
import { clipText, valueText } from './value-text.ts'

const MAX_TEXT = 2_000

/** Makes entries of a timeline of what a document says. Each method is called before what it tells of is applied. */
export interface DocumentActivity {
  /** The activity of one client's flags. */
  of(clientId: string): FlagActivity
  welcomed(page: PageDescription, known: PageDescription | null): void
  moved(page: PageDescription): void
  described(client: ClientModel, next: ClientDescription): void
  flagsChanged(client: ClientModel, event: PagePayloads['flags-changed']): void
  /** The client as it was before events were missed, and its flags as they are now. */
  caughtUp(client: ClientModel, flags: PagePayloads['snapshot']['clients'][number]['flags']): void
  reported(client: ClientModel, report: ActivityReport): void
  /** Nothing more is told of it, unless it comes back as another connection. */
  closed(): void
}

/** What {@link createDocumentActivity} needs. */
export interface DocumentActivityOptions {
  readonly connectionId: string
  readonly isTopFrame: boolean
  readonly timeline: Timeline
  /** In milliseconds since 1970. */
  readonly now: () => number
}

/** Creates the activity of a document that has said nothing yet. */
export function createDocumentActivity(options: DocumentActivityOptions): DocumentActivity {
  const { connectionId, isTopFrame, timeline, now } = options
  const clients = new Map<string, WritableFlagActivity>()
  const sinceMs = now()
  let documentId = ''

  function activityOf(clientId: string): WritableFlagActivity {
    let activity = clients.get(clientId)
    if (!activity) {
      activity = createFlagActivity(sinceMs)
      clients.set(clientId, activity)
    }
    return activity
  }

  function record(client: ClientModel, event: TimelineEvent, atMs = now()): void {
    const { clientId, description } = client
    timeline.record(atMs, { connectionId, clientId, name: clipText(description.value.sdk, 60) }, event)
  }

  function compare(
    client: ClientModel,
    flagKey: string,
    after: FlagOutcome | null,
    cause: FlagChange['cause'],
  ): void {
    const before = client.flag(flagKey)
    // What was never there has not changed by coming.
    if (!before || (after && isSameOutcome(before, after))) return
    const change: FlagChange = {
      kind: 'change',
      flagKey,
      cause: cause && clipText(cause, 40),
      before: outcomeText(before),
      after: after && outcomeText(after),
    }
    const atMs = now()
    activityOf(client.clientId).addChange({ ...change, atMs })
    record(client, change, atMs)
  }

  function navigated(page: PageDescription, isLoad: boolean, atMs: number): void {
    const name = isTopFrame ? 'Page' : 'Frame'
    const { url, title } = page
    timeline.record(
      atMs,
      { connectionId, clientId: null, name },
      { kind: 'navigation', url: clipText(url, MAX_TEXT), title: clipText(title, MAX_TEXT), isLoad },
    )
  }

  return {
    of: activityOf,
    welcomed(page, known) {
      documentId = page.documentId
      if (!known) navigated(page, true, Math.min(page.loadedAtMs ?? now(), now()))
    },
    moved(page) {
      navigated(page, false, now())
    },
    described(client, { state, revision, error, context }) {
      const before = client.description.value
      if (before.state !== state || before.revision !== revision || before.error !== error)
        record(client, connectionEvent({ state, revision, error }))
      const text = valueText(context, MAX_TEXT)
      if (valueText(before.context, MAX_TEXT) !== text) record(client, { kind: 'context', context: text })
    },
    flagsChanged(client, { cause, flags, removed }) {
      for (const flag of flags) {
        const { flagKey } = flag
        if (cause !== 'read') compare(client, flagKey, flag, cause)
        else if (!client.flag(flagKey)?.observed)
          record(client, { kind: 'read', flagKey, outcome: outcomeText(flag), isFirst: true })
      }
      for (const flagKey of removed) compare(client, flagKey, null, cause)
    },
    caughtUp(client, flags) {
      for (const flag of flags) compare(client, flag.flagKey, flag, null)
    },
    reported(client, report) {
      const activity = activityOf(client.clientId)
      const isFirst = activity.readsSinceMs === null
      if (isFirst) activity.begin(report.sinceMs, report.readsSinceMs, report.dropped)
      activity.addReads(report.reads)
      const entries = report.entries.slice(-MAX_TIMELINE_ENTRIES)
      timeline.miss(report.dropped + report.entries.length - entries.length)
      // A document that comes back tells again what it kept, and the timeline has that from before.
      const knownUntilMs = (isFirst && timeline.leftAtMs(documentId)) || Number.NEGATIVE_INFINITY
      for (const entry of entries) {
        const atMs = Math.min(entry.atMs, now())
        const event = eventOf(entry, isFirst)
        if (event.kind === 'change') activity.addChange({ ...event, atMs })
        if (atMs > knownUntilMs) record(client, event, atMs)
      }
    },
    closed() {
      timeline.leave(documentId, now())
    },
  }
}

/** @param isFirst whether the entry was kept before the panel was there, when only first reads are. */
function eventOf(entry: ActivityEntry, isFirst: boolean): TimelineEvent {
  switch (entry.kind) {
    case 'read':
      return { kind: 'read', flagKey: entry.flagKey, outcome: outcomeText(entry.outcome), isFirst }
    case 'change': {
      const { kind, flagKey, cause, before, after } = entry
      return {
        kind,
        flagKey,
        cause: clipText(cause, 40),
        before: outcomeText(before),
        after: outcomeText(after),
      }
    }
    case 'state':
      return connectionEvent(entry)
    case 'exposure': {
      const { kind, flagKey, outcome, uncounted = null } = entry
      return { kind, flagKey, outcome: outcomeText(outcome), uncounted: uncounted && clipText(uncounted, 40) }
    }
    case 'tracking': {
      const { kind, name, details } = entry
      return {
        kind,
        name: clipText(name, MAX_TEXT),
        details: details === undefined ? null : clipText(details, MAX_TEXT),
      }
    }
  }
}

function connectionEvent({
  state,
  revision,
  error,
}: {
  readonly state: string
  readonly revision?: string | undefined
  readonly error?: string | undefined
}): TimelineEvent {
  return {
    kind: 'connection',
    state: clipText(state, 40),
    revision: revision === undefined ? null : clipText(revision, MAX_TEXT),
    error: error === undefined ? null : clipText(error, MAX_TEXT),
  }
}
