import { parseStreamEvent, type Revision, SERVICE_PATH } from '@halyard/protocol/wire'
import type { Clock } from '../clock.ts'
import type { SourceSink } from './flag-source.ts'
import { retryAfterMs } from './retry-after.ts'
import { watchSilence } from './watch-silence.ts'

/**
 * Checks what a service sent before any of it is used.
 *
 * @param json the text of a snapshot or a change, as it was sent.
 * @returns what is wrong with it, as a sentence; nothing where it is genuine. Never rejects.
 */
export type SignatureCheck = (json: string) => Promise<string | undefined>

/** A service, and how to speak to it. */
export interface FlagServiceAccess {
  readonly url: string
  readonly headers?: { readonly [name: string]: string }
  readonly connectTimeoutMs?: number
  readonly verify?: SignatureCheck
  readonly fetch?: typeof globalThis.fetch
  readonly clock: Clock
}

/** What a service serves at one address, and how it is read. */
export interface ServiceEndpoint {
  /** Which of the protocol's endpoints it is. */
  readonly name: 'stream' | 'snapshot'
  readonly contentType: string
  /** The headers that ask for no more than what somebody lacks who holds this. */
  resume(held: Revision): { readonly [name: string]: string }
  /**
   * Reads an answer until it ends.
   *
   * @param take takes an event, and does what it says.
   */
  read(texts: AsyncIterable<string>, take: (type: string, data: string) => Promise<void>): Promise<void>
}

/** Why reading ended. */
export interface ReadingEnd {
  readonly error: string
  /** Of an answer that is none of those that were asked for. */
  readonly status?: number
  /** The service will not serve this client. */
  readonly isRefused?: boolean
  /** What answered is no stream, and will be none if it is asked again. */
  readonly isNoStream?: boolean
  /** Nothing was heard, not even the first word. */
  readonly isSilent?: boolean
  /** The service asked for patience, for this long. */
  readonly retryAfterMs?: number | undefined
  /** The service asked to come back within this time. */
  readonly retryWithinMs?: number
  /** What was received does not connect: begin with a snapshot. */
  readonly startOver?: boolean
}

/** What {@link readService} asks for. */
export interface Reading {
  readonly endpoint: ServiceEndpoint
  /** Whether to ask for everything, whatever the client holds. */
  readonly startOver?: boolean | undefined
  readonly sink: SourceSink
  readonly closing: AbortSignal
  /** Called with the first word of a stream. */
  succeed?(): void
}

const CONNECT_TIMEOUT_MS = 15_000

// The protocol's two missed heartbeats, and half of one for the way.
const SILENT_HEARTBEATS = 2.5

// A trickle is no sign of life before it has brought as many characters, or has ended a line.
const LEAST_TEXT = 1000

// There is nothing at this address, or nothing of this kind, or not for this method.
const NO_STREAM = [404, 405, 406, 501]

/**
 * Reads what a service serves at an endpoint until that ends. Never rejects.
 *
 * @returns `undefined` where it was read to its end.
 */
export async function readService(
  service: FlagServiceAccess,
  { endpoint, startOver, sink, closing, succeed }: Reading,
): Promise<ReadingEnd | undefined> {
  const { url, clock, fetch = globalThis.fetch, connectTimeoutMs = CONNECT_TIMEOUT_MS } = service
  const connection = new AbortController()
  const { signal } = connection
  const listening = { signal }
  const held = startOver ? undefined : sink.held?.revision
  let silenceMs = connectTimeoutMs
  let unheard = 0
  let isGreeted = false
  let end: ReadingEnd | undefined

  const finish = (error: string, facts?: Partial<ReadingEnd>): void => {
    end ??= { error, ...facts }
    connection.abort()
  }
  const silence = watchSilence(clock, (ms) =>
    finish(`the service said nothing for ${ms / 1000} s`, { isSilent: !isGreeted }),
  )

  async function take(type: string, data: string): Promise<void> {
    const event = parseStreamEvent(type, data)
    if (!event || end) return
    if (typeof event === 'string') return finish(event, { startOver: true })
    if (event.type === 'goodbye') {
      return finish('the service closed the connection', { retryWithinMs: event.retryWithinMs })
    }
    if (event.type === 'hello') {
      silenceMs = event.heartbeatMs * SILENT_HEARTBEATS
      isGreeted = true
      succeed?.()
      const { revision } = event
      if (revision === sink.held?.revision) sink.receive({ type: 'current', revision })
      return
    }
    const problem = await service.verify?.(data)
    if (end) return
    if (problem) finish(problem, { startOver: true })
    else if (!sink.receive(event)) finish('the stream left out a revision', { startOver: true })
  }

  async function* textsOf({ body }: Response): AsyncGenerator<string> {
    // A fetch that was given as an option may not heed the signal: the pipe does.
    const reader = body?.pipeThrough(new TextDecoderStream(), listening).getReader()
    for (;;) {
      const text = (await reader?.read())?.value
      if (text === undefined) return
      yield text
      unheard += text.length
      if (unheard < LEAST_TEXT && !(isGreeted && /[\r\n]/.test(text))) continue
      unheard = 0
      silence.expectWord(silenceMs)
    }
  }

  closing.addEventListener('abort', () => finish(''), listening)
  // A connection over the network of before is as good as dead, and does not end.
  globalThis.addEventListener?.('online', () => isGreeted && finish('the network was away'), listening)
  silence.expectWord(silenceMs)
  try {
    const response = await fetch(url.replace(/\/*$/, SERVICE_PATH + endpoint.name), {
      headers: { ...service.headers, ...(held && endpoint.resume(held)), accept: endpoint.contentType },
      cache: 'no-store',
      signal,
    })
    const problem = judge(url, response, endpoint.contentType, clock.now())
    if (problem) return problem
    await endpoint.read(textsOf(response), take)
  } catch (error) {
    finish(`${url} cannot be read: ${(error as Error).message}`)
  } finally {
    silence.end()
    connection.abort()
  }
  return end
}

/** Says what is wrong with an answer, if anything is. */
function judge(
  url: string,
  { status, ok, headers }: Response,
  expected: string,
  nowMs: number,
): ReadingEnd | undefined {
  const isRefused = status === 401 || status === 403
  const type = headers.get('content-type') ?? 'no type'
  if (ok && type.startsWith(expected)) return undefined
  const found = ok ? ` with ${type}, not with ${expected}: check "url"` : ` ${status}`
  return {
    error: `${url} answered${found}${isRefused ? ': check the key in "headers"' : ''}`,
    status,
    isRefused,
    isNoStream: ok || NO_STREAM.includes(status),
    retryAfterMs: retryAfterMs(headers.get('retry-after'), nowMs),
  }
}
