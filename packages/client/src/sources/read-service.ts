import { ENDPOINTS, parseStreamEvent, type Revision } from '@halyard/protocol/wire'
import type { Clock } from '../clock.ts'
import { createEventStreamParser } from './event-stream-parser.ts'
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

/** Why reading ended. Without an error, a snapshot was asked for, and the client holds it. */
export interface ReadingEnd {
  readonly error?: string
  /** Why the service will not serve this client, if it will not. */
  readonly refused?: string
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
  readonly endpoint: 'stream' | 'snapshot'
  /** Whether to ask for everything, whatever the client holds. */
  readonly startOver: boolean
  readonly sink: SourceSink
  readonly closing: AbortSignal
  /** Called with the first word of a stream. */
  succeed(): void
}

const CONNECT_TIMEOUT_MS = 15_000

// The protocol's two missed heartbeats, and half of one for the way.
const SILENT_HEARTBEATS = 2.5

// A trickle is no sign of life before it has brought as many characters, or has ended a line.
const LEAST_TEXT = 1000

/** Reads a service's stream, or its snapshot once, until that ends. Never rejects. */
export async function readService(service: FlagServiceAccess, reading: Reading): Promise<ReadingEnd> {
  const { url, clock } = service
  const { endpoint, sink, closing } = reading
  const isStream = endpoint === 'stream'
  const connection = new AbortController()
  const { signal } = connection
  let silenceMs = service.connectTimeoutMs ?? CONNECT_TIMEOUT_MS
  let unheard = 0
  let isGreeted = false
  let end: ReadingEnd | undefined

  const finish = (reason: ReadingEnd): void => {
    end ??= reason
    connection.abort()
  }
  const silence = watchSilence(clock, (ms) =>
    finish({ error: `the service said nothing for ${ms / 1000} s`, isSilent: !isGreeted }),
  )

  function hear(text: string): void {
    unheard += text.length
    if (unheard < LEAST_TEXT && !(isGreeted && /[\r\n]/.test(text))) return
    unheard = 0
    silence.expectWord(silenceMs)
  }

  function confirm(revision: Revision): void {
    if (revision === sink.held?.revision) sink.receive({ type: 'current', revision })
  }

  async function take(type: string, data: string): Promise<void> {
    const event = parseStreamEvent(type, data)
    if (!event || end) return
    if (typeof event === 'string') return finish({ error: event, startOver: true })
    if (event.type === 'goodbye') {
      return finish({ error: 'the service closed the connection', retryWithinMs: event.retryWithinMs })
    }
    if (event.type === 'hello') {
      silenceMs = event.heartbeatMs * SILENT_HEARTBEATS
      isGreeted = true
      reading.succeed()
      return confirm(event.revision)
    }
    const problem = await service.verify?.(data)
    if (end) return
    if (problem) finish({ error: problem, startOver: true })
    else if (!sink.receive(event)) finish({ error: 'the stream left out a revision', startOver: true })
  }

  async function readBody(body: Response['body']): Promise<void> {
    const events: [type: string, data: string][] = []
    let snapshot = ''
    const feed = createEventStreamParser({ onEvent: (...event) => events.push(event) })
    // A fetch that was given as an option may not heed the signal: the pipe does.
    const reader = body?.pipeThrough(new TextDecoderStream(), { signal }).getReader()
    for (let chunk = await reader?.read(); chunk?.value !== undefined; chunk = await reader?.read()) {
      if (isStream) feed(chunk.value)
      else snapshot += chunk.value
      // One after the other: a check of signatures takes its time.
      for (const event of events.splice(0)) await take(...event)
      hear(chunk.value)
    }
    if (isStream) return
    await take('snapshot', snapshot)
    end ??= {}
  }

  const listening = { signal }
  closing.addEventListener('abort', () => finish({}), listening)
  // A connection over the network of before is as good as dead, and does not end.
  const renew = (): void => {
    if (isGreeted) finish({ error: 'the network was away' })
  }
  globalThis.addEventListener?.('online', renew, listening)
  silence.expectWord(silenceMs)
  try {
    const held = reading.startOver ? undefined : sink.held?.revision
    const response = await ask(service, endpoint, held, signal)
    if (held && !isStream && response.status === 304) {
      confirm(held)
      return {}
    }
    const problem = judge(url, response, isStream, clock.now())
    if (problem) return problem
    await readBody(response.body)
  } catch (error) {
    finish({ error: `${url} cannot be read: ${(error as Error).message}` })
  } finally {
    silence.end()
    connection.abort()
  }
  return end ?? { error: 'the connection ended' }
}

/** @param held the revision that the client has, where it need not be given everything. */
function ask(
  { url, headers, fetch = globalThis.fetch }: FlagServiceAccess,
  endpoint: Reading['endpoint'],
  held: Revision | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const isStream = endpoint === 'stream'
  return fetch(url.replace(/\/*$/, ENDPOINTS[endpoint]), {
    headers: {
      ...headers,
      ...(isStream && { accept: 'text/event-stream' }),
      // The tag of a snapshot is its revision, so it need not have been readable.
      ...(held && (isStream ? { 'last-event-id': held } : { 'if-none-match': `"${held}"` })),
    },
    cache: 'no-store',
    signal,
  })
}

// There is nothing at this address, or nothing of this kind, or not for this method.
const NO_STREAM = [404, 405, 406, 501]

/** Says what is wrong with an answer, if anything is. */
function judge(
  url: string,
  { status, ok, headers }: Response,
  isStream: boolean,
  nowMs: number,
): ReadingEnd | undefined {
  if (status === 401 || status === 403) {
    return { refused: `${url} answered ${status}: check the key in "headers"` }
  }
  if (!ok) {
    return {
      error: `${url} answered ${status}`,
      isNoStream: NO_STREAM.includes(status),
      retryAfterMs: retryAfterMs(headers.get('retry-after'), nowMs),
    }
  }
  const type = headers.get('content-type') ?? 'no type'
  const expected = isStream ? 'text/event-stream' : 'application/json'
  return type.startsWith(expected)
    ? undefined
    : { error: `${url} answered with ${type}, not with ${expected}: check "url"`, isNoStream: true }
}
