import type { SourceSink } from './flag-source.ts'
import type { ReadingPlan } from './plan-reading.ts'
import type { ReadingEnd, ServiceEndpoint } from './read-service.ts'

/** Why, how often, and how many times, {@link pollSnapshots} asks. */
export interface PollOptions extends Omit<ReadingPlan, 'delayMs'> {
  /** Why streams do not get through. */
  readonly error: string
  readonly sink: SourceSink
  readonly pollIntervalMs: number
  /** Gives numbers from 0 up to, not including, 1. */
  readonly random: () => number
  /** Reads an endpoint to its end. @returns why it ended before that. */
  read(endpoint: ServiceEndpoint): Promise<ReadingEnd | undefined>
  /** Waits, unless the network or the user comes back, or the connection is closed. */
  wait(delayMs: number): Promise<void>
}

const SNAPSHOT: ServiceEndpoint = {
  name: 'snapshot',
  contentType: 'application/json',
  // The tag of a snapshot is its revision, so it need not have been readable.
  resume: (held) => ({ 'if-none-match': `"${held}"` }),
  async read(texts, take) {
    let json = ''
    for await (const text of texts) json += text
    await take('snapshot', json)
  },
}

/**
 * Asks a service for its snapshot at intervals, at once for the first time, and waits once more after the last.
 *
 * It is a chunk of its own, which only pages load that streams do not get through to. It imports nothing, so that it
 * takes nothing out of the bundle of all others.
 *
 * @returns why it ended before that; `undefined` when it is over.
 */
export async function pollSnapshots(options: PollOptions): Promise<ReadingEnd | undefined> {
  const { polls, pollIntervalMs, random, sink, read, wait } = options
  if (polls === 1) {
    // It turned out just now, or anew.
    const message = `${options.error}; it is asked for snapshots every ${pollIntervalMs / 1000} s instead`
    sink.receive({ type: 'lost', attempt: options.attempt, error: message })
    sink.onDiagnostic?.({ code: 'stream-refused', message })
  }
  for (let poll = 1; poll <= polls; poll += 1) {
    const end = await read(SNAPSHOT)
    const { held } = sink
    if (held && end?.status === 304) sink.receive({ type: 'current', revision: held.revision })
    else if (end) return end
    await wait(pollIntervalMs * (0.8 + random() * 0.4))
  }
  return undefined
}
