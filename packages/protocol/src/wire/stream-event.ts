import { type FlagSet, type FlagSetChanges, isJsonObject } from '@halyard/schema'
import { parseJson } from '../parse-json.ts'
import { isRevision, type Revision } from './revision.ts'

/** The whole flag set at one revision. */
export interface Snapshot {
  readonly revision: Revision
  readonly flagSet: FlagSet
}

/** What leads from one revision to the next one. */
export interface Change {
  /** The revision that the changes lead to. */
  readonly revision: Revision
  /** The revision that the changes apply to; a client that holds another one needs a snapshot. */
  readonly previous: Revision
  readonly changes: FlagSetChanges
}

/**
 * What the stream says, one server-sent event each; `type` is the event's name.
 *
 * - `hello` comes first on every connection and names the current revision. When it is the one that the client
 *   resumed from, nothing follows until something changes.
 * - `snapshot` follows when the client had nothing, or something that cannot be brought up to date by changes.
 * - `change` carries one new revision.
 * - `goodbye` announces that the server will close this connection.
 *
 * `snapshot` and `change` carry their revision as the event id, so that `Last-Event-ID` resumes after it. They may be
 * signed, as the answer of the snapshot endpoint: see `addSignature`.
 */
export type StreamEvent =
  | ({ readonly type: 'hello' } & StreamHello)
  | ({ readonly type: 'snapshot' } & Snapshot)
  | ({ readonly type: 'change' } & Change)
  | ({ readonly type: 'goodbye' } & StreamGoodbye)

/** How the server will behave on this connection. */
export interface StreamHello {
  readonly revision: Revision
  /** A silent connection gets a comment line this often, in milliseconds; two missed ones mean it is dead. */
  readonly heartbeatMs: number
}

/** How to come back after the server closes the connection. */
export interface StreamGoodbye {
  /** Reconnect at a random moment within this many milliseconds. */
  readonly retryWithinMs: number
}

/**
 * Encodes an event as the bytes' text that goes over the wire, once for all connections.
 *
 * @param sign adds a signature to the JSON text of a snapshot or a change; the other events say nothing about flags.
 * @example encodeStreamEvent({ type: 'goodbye', retryWithinMs: 5000 })
 */
export function encodeStreamEvent(event: StreamEvent, sign?: (json: string) => string): string {
  const { type, ...data } = event
  // JSON.stringify escapes every line break, so the data is always one line
  const json = JSON.stringify(data)
  return type === 'snapshot' || type === 'change'
    ? `event: ${type}\nid: ${event.revision}\ndata: ${sign?.(json) ?? json}\n\n`
    : `event: ${type}\ndata: ${json}\n\n`
}

/**
 * Reads an event from the wire. Checks the envelope only: what a flag holds is judged where it is evaluated,
 * one flag at a time, so that one bad flag costs no other.
 *
 * @param type the event's name. @param data the event's data, JSON text.
 * @returns the event, or a sentence that says what is wrong with it; `null` for a name this version does not know,
 * which is to be ignored.
 */
export function parseStreamEvent(type: string, data: string): StreamEvent | string | null {
  if (!Object.hasOwn(GUARDS, type)) return null
  const value = parseJson(data)
  return isJsonObject(value) && GUARDS[type as StreamEvent['type']](value)
    ? ({ ...value, type } as unknown as StreamEvent)
    : `the "${type}" event is not JSON, or lacks a part`
}

/**
 * Reads a snapshot from JSON text, as the snapshot endpoint answers with and as browsers store it. Checks the envelope
 * only.
 *
 * @returns `null` for anything else.
 * @example parseSnapshot('{"revision":"k3x9q2.17","flagSet":{"flags":{}}}')?.revision // 'k3x9q2.17'
 */
export function parseSnapshot(json: string): Snapshot | null {
  const value = parseJson(json)
  return isSnapshot(value) ? value : null
}

/** Tells whether a parsed answer of the snapshot endpoint, or a stored record, is a snapshot. Checks the envelope only. */
export function isSnapshot(value: unknown): value is Snapshot {
  return (
    isJsonObject(value) &&
    isRevision(value.revision) &&
    isJsonObject(value.flagSet) &&
    isJsonObject(value.flagSet.flags)
  )
}

/** Tells whether a parsed value is a change. Checks the envelope only. */
export function isChange(value: unknown): value is Change {
  return (
    isJsonObject(value) &&
    isRevision(value.revision) &&
    isRevision(value.previous) &&
    isJsonObject(value.changes)
  )
}

const GUARDS: {
  readonly [Type in StreamEvent['type']]: (data: { readonly [key: string]: unknown }) => boolean
} = {
  hello: (data) => isRevision(data.revision) && isDuration(data.heartbeatMs),
  snapshot: isSnapshot,
  change: isChange,
  goodbye: (data) => isDuration(data.retryWithinMs),
}

function isDuration(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && value < 2 ** 31
}
