import { ENDPOINTS, type InsightBatch, type InsightEntry, parseInsightBatch } from '@halyard/protocol/wire'

/** What a request was, besides its batch. */
export interface InsightRequest {
  readonly url: string
  readonly batch: InsightBatch
  readonly init: RequestInit
}

/** A server that counts as the real one does, and fails when it is told to. */
export interface FakeInsightServer {
  readonly fetch: typeof globalThis.fetch
  readonly requests: readonly InsightRequest[]
  /** What was counted: every entry of every batch, once. */
  readonly counted: readonly InsightEntry[]
  /** What the next requests are answered with, instead of being counted. */
  readonly answers: (() => Response | Promise<Response>)[]
  /** Counts a request, as if its answer were lost on the way. */
  readonly countAndLose: () => Promise<Response>
}

/** Creates a server that nobody else knows. */
export function createFakeInsightServer(): FakeInsightServer {
  const requests: InsightRequest[] = []
  const batches = new Map<string, InsightBatch>()
  const answers: FakeInsightServer['answers'] = []
  const count = (): void => {
    const batch = requests.at(-1)?.batch
    if (batch && !batches.has(batch.id)) batches.set(batch.id, batch)
  }
  return {
    requests,
    answers,
    get counted() {
      return [...batches.values()].flatMap(({ entries }) => entries)
    },
    async countAndLose() {
      count()
      throw new TypeError('the answer was lost')
    },
    async fetch(url, init = {}) {
      const batch = parseInsightBatch(String(init.body))
      if (typeof batch === 'string') throw new Error(batch)
      requests.push({ url: String(url), batch, init })
      const answer = answers.shift()
      if (answer) return Promise.race([answer(), aborted(init.signal)])
      count()
      return new Response(null, { status: 204 })
    },
  }
}

/** Rejects as the browser's `fetch` does. */
function aborted(signal: RequestInit['signal']): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** An address of the endpoint. */
export function insightsAt(url: string): string {
  return url + ENDPOINTS.insights
}
