import {
  type InsightSubject,
  isInsightContext,
  isInsightName,
  MAX_INSIGHT_ENTRIES,
} from '@halyard/protocol/wire'
import type { EvaluationContext } from '@halyard/schema'
import { callListeners } from '../call-listeners.ts'
import { type Clock, systemClock } from '../clock.ts'
import type { Diagnostic, OnDiagnostic } from '../diagnostic.ts'
import { hashText } from '../hash-text.ts'
import { SET_BY_HAND } from '../overrides/set-by-hand.ts'
import { drawId } from './draw-id.ts'
import type { ExposureRecorder } from './exposure-recorder.ts'
import { indexedDbTables } from './indexeddb-tables.ts'
import { createInsightOutbox } from './insight-outbox.ts'
import { createInsightQueue } from './insight-queue.ts'
import { tablesWithFallback } from './tables-with-fallback.ts'
import { trackingEntry } from './tracking-entry.ts'

/** Where {@link recordExposures} sends to, and what. */
export interface RecordExposuresOptions {
  /** The base URL of a Halyard service, as `https://flags.example.com`. */
  readonly url: string
  /**
   * Sent with every batch, for example an authorization. A browser asks another origin first whether they are allowed,
   * for which a page that is being closed has little time.
   */
  readonly headers?: { readonly [name: string]: string }
  /**
   * The attributes of the evaluation context that are sent along, such as `['targetingKey', 'plan']`: nothing else is about
   * a person. At most 20 texts, numbers and booleans, of 2000 characters together. Without the targeting key, a hash of it
   * that stays in this browser still tells people apart.
   *
   * @default [] (none)
   */
  readonly sendContext?: readonly string[]
  /**
   * After how long without anything new shown or tracked, in any tab of this origin, the session is over, in
   * milliseconds. In the next one everything counts again. Minimum: 1.
   *
   * @default 1800000 (half an hour)
   */
  readonly sessionTimeoutMs?: number
  /** How long entries are collected before they are sent, in milliseconds. Minimum: 0. @default 5000 */
  readonly flushIntervalMs?: number
  /** How many entries are sent together. Minimum: 1. Maximum: 500. @default 50 */
  readonly maxBatchEntries?: number
  /**
   * How many entries wait while the server is away; whole batches of the oldest go first. Minimum: `maxBatchEntries`.
   *
   * @default 1000
   */
  readonly maxQueuedEntries?: number
  readonly fetch?: typeof globalThis.fetch
  readonly clock?: Clock
  /** Gives numbers from 0 up to, not including, 1. @default Math.random */
  readonly random?: () => number
  /** Told, once for each reason, what is not counted and why. */
  readonly onDiagnostic?: OnDiagnostic
}

// Half of what browsers let closing pages send: another batch may be on its way at the same moment.
const MAX_BATCH_BYTES = 30_000

const NOT_SENDABLE =
  'attributes are left out: "sendContext" takes 20 texts, numbers and booleans, of 2000 characters'

// What is shown still is told to the session this many times within its time limit, so that it goes on.
const SIGNS_OF_LIFE = 10

/**
 * Counts what people are shown: a flag once for its variant, the targeting key and the session, across all tabs.
 * Overridden flags are not counted, and neither are fallbacks. What was counted waits in IndexedDB until the server has
 * taken it, through reloads, crashes and outages, for at most seven days; where the browser stores nothing, it waits in
 * memory, and each page counts for itself.
 *
 * @example
 * const exposures = recordExposures({ url: 'https://flags.example.com' })
 * const client = createFlagClient({ source, exposures })
 */
export function recordExposures(options: RecordExposuresOptions): ExposureRecorder {
  const { url, headers = {}, clock = systemClock, random = Math.random } = options
  const { sessionTimeoutMs = 1_800_000, flushIntervalMs = 5000, sendContext = [] } = options
  const maxEntries = Math.min(options.maxBatchEntries ?? 50, MAX_INSIGHT_ENTRIES)
  const name = `halyard-exposures:${hashText(url)}`
  const told = new Set<Diagnostic['code']>()
  // What is known to be counted in this session.
  const counted = new Set<string>()
  let sessionId: string | undefined
  let activeAtMs = 0

  function tell(code: Diagnostic['code'], message: string): void {
    if (told.has(code)) return
    told.add(code)
    callListeners(options.onDiagnostic ? [options.onDiagnostic] : [], { code, message })
  }

  const outbox = createInsightOutbox({
    queue: createInsightQueue({
      tables: tablesWithFallback(indexedDbTables(name, clock), (reason) =>
        tell('exposures-not-stored', `exposures wait in memory only, until a reload: ${reason}`),
      ),
      maxEntries,
      maxBytes: MAX_BATCH_BYTES,
      maxQueuedEntries: Math.max(options.maxQueuedEntries ?? 1000, maxEntries),
      sessionTimeoutMs,
      drawId,
    }),
    server: { url, headers, clock, fetch: options.fetch ?? ((...request) => fetch(...request)) },
    clock,
    random,
    lockName: name,
    flushIntervalMs,
    onStored(entries, id) {
      if (id === sessionId) return
      sessionId = id
      counted.clear()
      for (const { once } of entries) if (once !== undefined) counted.add(once)
    },
    onDropped: (entries) =>
      tell('exposures-dropped', `${entries} exposures waited too long for the server, and are lost`),
    onRefused: (error) => tell('exposures-refused', `exposures are not counted: ${error}`),
  })

  function subjectOf(attributes: EvaluationContext): InsightSubject {
    const sent = sendContext
      .map((name) => [name, attributes[name]] as const)
      .filter(([, value]) => value !== undefined && value !== null)
    const { targetingKey, ...context } = Object.fromEntries(sent)
    const isSendable = isInsightContext(context)
    if (!isSendable) tell('exposure-context-left-out', NOT_SENDABLE)
    return {
      ...(isInsightName(targetingKey) && { targetingKey }),
      ...(isSendable && Object.keys(context).length > 0 && { context }),
    }
  }

  return {
    start: outbox.start,
    close: outbox.close,

    expose({ flagKey, variant, reason }, context) {
      if (variant === undefined || reason === 'OVERRIDE' || SET_BY_HAND in context) return
      const once = JSON.stringify([flagKey, variant, hashText(String(context.targetingKey ?? ''))])
      const atMs = clock.now()
      // After a while the session may be another one: then all that is shown asks again, and keeps it going.
      if (Math.abs(atMs - activeAtMs) >= sessionTimeoutMs / SIGNS_OF_LIFE) counted.clear()
      if (counted.has(once)) return
      if (!isInsightName(flagKey) || !isInsightName(variant)) {
        tell('exposure-ignored', `the key or the variant of "${flagKey.slice(0, 50)}" is too long, or empty`)
        return
      }
      counted.add(once)
      activeAtMs = atMs
      outbox.take({ once, atMs, insight: { type: 'exposure', flagKey, variant, ...subjectOf(context) } })
    },

    track(eventName, details, context) {
      const entry = trackingEntry(eventName, details, subjectOf(context), clock.now())
      if (typeof entry === 'string') tell('exposure-ignored', entry)
      else outbox.take(entry)
    },
  }
}
