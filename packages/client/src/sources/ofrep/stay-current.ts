import { formatRevision } from '@halyard/protocol/wire'
import type { EvaluationContext, FlagSet } from '@halyard/schema'
import { backoffMs } from '../backoff.ts'
import type { SourceSink } from '../flag-source.ts'
import { waitForRetry } from '../wait-for-retry.ts'
import type { EvaluatedFlagSet } from './evaluated-flag-set.ts'
import type { EventStreamAddress } from './event-stream-address.ts'
import type { EventStreams } from './event-streams.ts'
import { type EvaluationAnswer, type EvaluationService, requestEvaluation } from './request-evaluation.ts'
import { watchInactivity } from './watch-inactivity.ts'

/** What a server last asked for. */
interface Patience {
  forMs: number
  /** In milliseconds since 1970. */
  untilMs: number
}

/** A service, and how to stay in touch with it. */
export interface CurrentOptions extends EvaluationService {
  readonly pollIntervalMs: number
  /** Wins over what the server says. */
  readonly inactivityDelayMs: number | undefined
  readonly random: () => number
  /** See `OfrepSourceOptions`. */
  readonly streamSilenceMs: number
  /** For how long, and until when, the server asked to be left alone, whatever the context. */
  readonly patience: Patience
}

const BACKOFF = { firstMs: 1000, maxMs: 30_000 }
const INACTIVITY_DELAY_MS = 120_000

/**
 * Keeps a client's flags those of the server, one request at a time: what comes while one is under way is answered by
 * one more.
 *
 * ```
 *            ┌────────────── failed: Retry-After, or full jitter ─────────────┐
 *            ▼                                                               │
 *         request ── flags, unchanged ──► wait ── a stream has news ──► request …
 *            │                             └──── the interval is over, and no stream is open
 *            └── 401, 403 ──► end
 * ```
 *
 * @returns a function that ends it.
 */
export function stayCurrent(
  options: CurrentOptions,
  context: EvaluationContext,
  sink: SourceSink,
): () => void {
  const { clock, random, patience } = options
  const closing = new AbortController()
  // OFREP counts nothing, so each connection counts a history of its own.
  const lineage = Math.floor(random() * 2 ** 53).toString(36)
  let number = 0
  let attempt = 0
  let inactive = false
  let inactivityDelayMs = INACTIVITY_DELAY_MS
  /** What a stream said last and no request has asked for yet. */
  let news: { readonly [name: string]: string } | undefined = {}
  let askForAll = false
  let wakeUp = (): void => undefined

  let streams: EventStreams | undefined
  let addresses: readonly EventStreamAddress[] = []
  let isDeaf = false

  /** Listens to these. The code for that is loaded when a server names the first stream: not every server has one. */
  function follow(next: readonly EventStreamAddress[]): void {
    addresses = next
    if (streams || next.length === 0) streams?.follow(next)
    else import('./event-streams.ts').then(startToListen, doWithout)
  }

  function startToListen({ createEventStreams }: typeof import('./event-streams.ts')): void {
    streams ??= createEventStreams({
      ...options,
      onNews(query) {
        // What a stream says names a newer state than the opening of another one, which says nothing.
        news = { ...news, ...query }
        wakeUp()
      },
      onExpired() {
        askForAll = true
      },
    })
    streams.follow(addresses)
  }

  function doWithout(): void {
    // They have to be named again, so that it is tried again.
    addresses = []
    const message = 'the code for event streams cannot be loaded: changes arrive at intervals'
    if (!isDeaf) sink.onDiagnostic?.({ code: 'stream-refused', message })
    isDeaf = true
  }

  const stopWatching = watchInactivity({
    clock,
    delayMs: () => options.inactivityDelayMs ?? inactivityDelayMs,
    onInactive() {
      inactive = true
      follow([])
    },
    onActive() {
      inactive = false
      askForAll = true
      news = {}
      wakeUp()
    },
  })

  function take(answer: Extract<EvaluationAnswer, { readonly type: 'flags' | 'unchanged' }>): void {
    attempt = 0
    const { held } = sink
    if (held && (answer.type === 'unchanged' || isHeld(held.flagSet, answer.flagSet))) {
      sink.receive({ type: 'current', revision: held.revision })
    } else if (answer.type === 'flags') {
      number += 1
      sink.receive({ type: 'snapshot', revision: formatRevision(lineage, number), flagSet: answer.flagSet })
    }
    if (answer.type === 'unchanged') return
    askForAll = false
    const delaysMs = answer.streams.map((stream) => stream.inactivityDelayMs)
    inactivityDelayMs = delaysMs.length > 0 ? Math.min(...delaysMs) : INACTIVITY_DELAY_MS
    if (!inactive && !closing.signal.aborted) follow(answer.streams)
  }

  async function run(): Promise<void> {
    const leftMs = patience.untilMs - clock.now()
    // More than was asked for: the clock was set back.
    if (leftMs > 0 && leftMs <= patience.forMs) await waitToRetry(leftMs)
    while (!closing.signal.aborted) {
      const query = news ?? {}
      news = undefined
      const held = sink.held?.flagSet as EvaluatedFlagSet | undefined
      // The addresses of streams are not stored: where there are any, they have to come with an answer.
      const isConditional = !askForAll && (addresses.length > 0 || !held?.['x-streams'])
      const etag = isConditional ? held?.['x-etag'] : undefined
      const answer = await requestEvaluation(options, { context, etag, query }, closing.signal)
      if (closing.signal.aborted) return
      if (answer.type === 'refused') {
        end()
        sink.receive(answer)
      } else if (answer.type === 'failed') {
        const { error, retryAfterMs = 0, misconfigured } = answer
        attempt += 1
        news ??= query
        Object.assign(patience, { forMs: retryAfterMs, untilMs: clock.now() + retryAfterMs })
        sink.receive({ type: 'lost', attempt, error, ...(misconfigured && { misconfigured }) })
        await waitToRetry(retryAfterMs)
      } else {
        take(answer)
        await waitForReason()
      }
    }
  }

  async function waitToRetry(retryAfterMs: number): Promise<void> {
    await waitForRetry(backoffMs(attempt, BACKOFF, random), clock, closing.signal, retryAfterMs)
    if (inactive) await waitForReason()
  }

  async function waitForReason(): Promise<void> {
    while (!closing.signal.aborted && (inactive || !news)) {
      const waking = new AbortController()
      wakeUp = () => waking.abort()
      const delayMs = options.pollIntervalMs * (0.8 + random() * 0.4)
      const dueMs = clock.now() + delayMs
      await waitForRetry(delayMs, clock, waking.signal)
      const isOver = clock.now() >= dueMs
      // The network or the user came back, or it is time and nobody would say that there is news.
      if (!inactive && (!isOver || askForAll || !streams?.areOpen)) return
    }
  }

  function end(): void {
    closing.abort()
    stopWatching()
    follow([])
    wakeUp()
  }

  void run()
  return end
}

/** Whether an answer that was asked for anew, because of its streams, says what is held. */
function isHeld(held: FlagSet, next: EvaluatedFlagSet): boolean {
  const { 'x-etag': etag, 'x-streams': streams } = held as EvaluatedFlagSet
  return etag !== undefined && etag === next['x-etag'] && streams === next['x-streams']
}
