import { ENDPOINTS, type InsightBatch, type InsightEntry } from '@halyard/protocol/wire'
import type { Clock } from '../clock.ts'
import { retryAfterMs } from '../sources/retry-after.ts'
import type { QueuedBatch } from './queued-batch.ts'

/** The server that counts, and how to speak to it. */
export interface InsightServer {
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
}

/** What came of sending a batch. */
export type SendOutcome =
  | { readonly type: 'accepted' }
  /** The server will never take this batch. */
  | { readonly type: 'refused'; readonly error: string }
  /** The server will not take any batch of this page. */
  | { readonly type: 'stopped'; readonly error: string }
  | { readonly type: 'failed'; readonly retryAfterMs?: number | undefined }

const TIMEOUT_MS = 15_000

// The batch itself is what the server cannot read or does not want.
const WRONG_BATCH = [400, 413, 422]

// Too early, too slow, too many: another time it may be otherwise.
const TRY_AGAIN = [408, 425, 429]

/**
 * Sends a batch. Never rejects.
 *
 * @param options.keepalive lets the request outlive the page; browsers allow 64 kB at a time for that.
 * @param options.signal ends the request, which has failed then.
 */
export async function sendBatch(
  { url, headers, fetch, clock }: InsightServer,
  batch: QueuedBatch,
  { keepalive = false, signal }: { readonly keepalive?: boolean; readonly signal?: AbortSignal },
): Promise<SendOutcome> {
  const request = new AbortController()
  const abort = (): void => request.abort()
  const cancelLimit = clock.schedule(abort, TIMEOUT_MS)
  signal?.addEventListener('abort', abort, { signal: request.signal })
  try {
    const response = await fetch(url.replace(/\/*$/, ENDPOINTS.insights), {
      method: 'POST',
      // Text without a type of its own needs no preflight, for which a closing page has no time.
      headers,
      body: JSON.stringify(wireBatch(batch, clock.now())),
      credentials: 'omit',
      keepalive,
      signal: request.signal,
    })
    return judge(url, response, clock.now())
  } catch {
    // Offline, the server away, too slow, or given up: what was to be sent is kept, and sent another time.
    return { type: 'failed' }
  } finally {
    cancelLimit()
    abort()
  }
}

function wireBatch({ id, entries }: QueuedBatch, nowMs: number): InsightBatch {
  return {
    id,
    entries: entries.map(
      ({ atMs, insight }) => ({ ...insight, ageMs: Math.max(0, nowMs - atMs) }) as InsightEntry,
    ),
  }
}

function judge(url: string, { ok, status, headers }: Response, nowMs: number): SendOutcome {
  if (ok) return { type: 'accepted' }
  const answer = `${url} answered ${status}`
  if (WRONG_BATCH.includes(status)) {
    return {
      type: 'refused',
      error: `${answer} to a batch, which is lost: check that it is a Halyard service`,
    }
  }
  if (status < 500 && !TRY_AGAIN.includes(status)) {
    return { type: 'stopped', error: `${answer}: check "url" and "headers"` }
  }
  return { type: 'failed', retryAfterMs: retryAfterMs(headers.get('retry-after'), nowMs) }
}
