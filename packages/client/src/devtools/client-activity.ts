import {
  type ActivityEntry,
  type ActivityReport,
  createBoundedRing,
  type FlagOutcome,
} from '@halyard/devtools'
import { systemClock } from '../clock.ts'
import type { FlagClient } from '../flag-client.ts'
import type { UntypedClientDetails } from '../flag-store.ts'
import type { ClientInspection } from '../inspection.ts'
import { isSameValue } from '../outcome.ts'
import { createReadCounter, replaceMethods } from './read-counter.ts'

/** How many entries are kept while nobody looks, and how many wait for the next report. */
const MAX_ENTRIES = 500
const REPORT_INTERVAL_MS = 250
const MAX_DETAILS_LENGTH = 2_000

/** What happens to a client's flags, and what its page does with them. */
export interface ClientActivity {
  /** Keeps what happens from now on: references to what is there anyway. Reads are not counted before somebody watches. */
  begin(): void
  end(): void
  /** See `InspectableClient`. */
  watch(listener: (activity: ActivityReport) => void): () => void
  /** Whether every read becomes an entry while somebody watches. */
  record(isRecording: boolean): void
}

/** An entry as it is kept: nothing of it is serialised. */
type KeptEntry =
  | Exclude<ActivityEntry, { readonly kind: 'tracking' }>
  | { readonly kind: 'tracking'; readonly atMs: number; readonly name: string; readonly details?: object }

/** Creates the activity of a client. */
export function createClientActivity(client: FlagClient, inspection: ClientInspection): ClientActivity {
  const { store, now } = inspection
  const ring = createBoundedRing<KeptEntry>(MAX_ENTRIES)
  const waiting = createBoundedRing<KeptEntry>(MAX_ENTRIES)
  const watchers = new Set<(activity: ActivityReport) => void>()
  /** What the page got last of each flag that it reads. */
  const outcomes = new Map<string, UntypedClientDetails>()
  /** What was told to be seen last of each flag. */
  const exposed = new Map<string, FlagOutcome>()
  let sinceMs = now()
  let isRecording = false
  let cancelReport: (() => void) | undefined
  let endings: readonly (() => void)[] = []

  const reads = createReadCounter(client, {
    now,
    wasRead: (flagKey) => store.read.has(flagKey),
    onRead(flagKey, isFirst) {
      // Of the first read the inspection tells.
      if (isRecording && !isFirst)
        waiting.push({ kind: 'read', atMs: now(), flagKey, outcome: outcomeOf(store.evaluate(flagKey)) })
      reportSoon()
    },
  })

  function reportSoon(): void {
    cancelReport ??= systemClock.schedule(report, REPORT_INTERVAL_MS)
  }

  function report(): void {
    cancelReport?.()
    cancelReport = undefined
    const news = { ...reportOf(waiting.items(), waiting.dropped), reads: reads.takeNew() }
    waiting.clear()
    for (const listener of watchers) listener(news)
  }

  function reportOf(entries: readonly KeptEntry[], dropped: number): Omit<ActivityReport, 'reads'> {
    return { sinceMs, readsSinceMs: reads.sinceMs, entries: entries.map(told), dropped }
  }

  /** Keeps what only this page can tell. */
  function keepAndTell(entry: KeptEntry): void {
    ring.push(entry)
    if (watchers.size === 0) return
    waiting.push(entry)
    reportSoon()
  }

  function followChanges(): () => void {
    let changed: readonly string[] = []
    for (const flagKey of store.read.keys()) outcomes.set(flagKey, store.evaluate(flagKey))
    const endAll = client.subscribeAll((flagKeys) => {
      changed = [...changed, ...flagKeys]
    })
    const endInspection = inspection.subscribe(({ cause, flagKeys = [] }) => {
      const atMs = now()
      if (cause === 'read') {
        for (const flagKey of flagKeys) {
          const outcome = store.evaluate(flagKey)
          outcomes.set(flagKey, outcome)
          ring.push({ kind: 'read', atMs, flagKey, outcome: outcomeOf(outcome) })
        }
        return
      }
      for (const flagKey of changed) {
        const before = outcomes.get(flagKey)
        const after = store.evaluate(flagKey)
        outcomes.set(flagKey, after)
        if (!before) continue
        ring.push({
          kind: 'change',
          atMs,
          flagKey,
          cause,
          before: outcomeOf(before),
          after: outcomeOf(after),
        })
      }
      changed = []
    })
    return () => {
      endAll()
      endInspection()
    }
  }

  function followState(): () => void {
    return client.subscribeState((state) => {
      const { status, revision, error } = { revision: undefined, error: undefined, ...state }
      ring.push({
        kind: 'state',
        atMs: now(),
        state: status,
        ...(revision && { revision }),
        ...(error && { error }),
      })
    })
  }

  function followExposures(): () => void {
    const { expose, track } = client
    return replaceMethods(client, {
      expose(flagKey, fallback) {
        expose(flagKey, fallback)
        const outcome = outcomeOf(store.evaluate(flagKey))
        if (isSameValue(exposed.get(flagKey), outcome)) return
        exposed.set(flagKey, outcome)
        const uncounted = whyUncounted(outcome, inspection.hasRecorder)
        keepAndTell({ kind: 'exposure', atMs: now(), flagKey, outcome, ...(uncounted && { uncounted }) })
      },
      track(name, details) {
        track(name, details)
        keepAndTell({ kind: 'tracking', atMs: now(), name, ...(details && { details: { ...details } }) })
      },
    })
  }

  return {
    begin() {
      sinceMs = now()
      endings = [followChanges(), followState(), followExposures()]
    },
    end() {
      for (const end of endings) end()
      endings = []
    },
    watch(listener) {
      if (watchers.size === 0) reads.begin()
      // What waits is in the ring as well, and those who wait for it are not to get it later than this one.
      report()
      watchers.add(listener)
      listener({ ...reportOf(ring.items(), ring.dropped), reads: reads.all() })
      return () => {
        if (watchers.has(listener)) report()
        watchers.delete(listener)
        if (watchers.size > 0) return
        reads.end()
        isRecording = false
      }
    },
    record(next) {
      isRecording = next
    },
  }
}

function outcomeOf({ value, variant, reason }: UntypedClientDetails): FlagOutcome {
  return { ...(value !== undefined && { value }), ...(variant !== undefined && { variant }), reason }
}

/** As recorders have it. */
function whyUncounted(
  { variant, reason }: FlagOutcome,
  hasRecorder: boolean,
): 'override' | 'fallback' | 'no-recorder' | undefined {
  if (!hasRecorder) return 'no-recorder'
  if (reason === 'OVERRIDE') return 'override'
  return variant === undefined ? 'fallback' : undefined
}

function told(entry: KeptEntry): ActivityEntry {
  if (entry.kind !== 'tracking') return entry
  const { details, ...rest } = entry
  const text = details && jsonText(details)
  return { ...rest, ...(text !== undefined && { details: text.slice(0, MAX_DETAILS_LENGTH) }) }
}

/** A page may track what is no JSON. */
function jsonText(details: object): string {
  try {
    return JSON.stringify(details)
  } catch (error) {
    return String(error)
  }
}
