import { encodeStreamEvent, type Revision } from '@halyard/protocol/wire'
import type { FlagStore } from './flag-store.ts'

/** A store's content as the bytes that go over the wire, each encoded once per revision for all clients. */
export interface EncodedHistory {
  /** The current snapshot as the body of an answer. */
  snapshotBody(): Uint8Array<ArrayBuffer>
  /**
   * The events that bring a client up to date.
   *
   * @param held the revision that the client has, if it has one.
   * @returns nothing for the current revision; the missed changes, or the snapshot where that is shorter or the only way.
   */
  catchUp(held: Revision | undefined): Uint8Array<ArrayBuffer>
}

/**
 * @param sign adds a signature to the JSON text of whatever says something about flags.
 * @example createEncodedHistory(store).catchUp(undefined) // the current snapshot as an event
 */
export function createEncodedHistory(store: FlagStore, sign?: (json: string) => string): EncodedHistory {
  const encoder = new TextEncoder()
  let revision: Revision | undefined
  const encoded = new Map<string, Uint8Array<ArrayBuffer>>()

  /** Most clients that come back after an outage hold the same revision, so one encoding serves them all. */
  function once(name: string, encode: () => string): Uint8Array<ArrayBuffer> {
    const current = store.current().revision
    if (revision !== current || encoded.size >= MAX_ENCODINGS) encoded.clear()
    revision = current
    const bytes = encoded.get(name) ?? encoder.encode(encode())
    encoded.set(name, bytes)
    return bytes
  }

  const snapshotEvent = () =>
    once('snapshot', () => encodeStreamEvent({ type: 'snapshot', ...store.current() }, sign))

  return {
    snapshotBody: () =>
      once('body', () => {
        const json = JSON.stringify(store.current())
        return sign?.(json) ?? json
      }),
    catchUp(held) {
      const changes = held === undefined ? null : store.changesSince(held)
      if (held === undefined || !changes) return snapshotEvent()
      const missed = once(held, () =>
        changes.map((change) => encodeStreamEvent({ type: 'change', ...change }, sign)).join(''),
      )
      const snapshot = snapshotEvent()
      return missed.byteLength > snapshot.byteLength ? snapshot : missed
    },
  }
}

/** Bounds what clients that hold many different revisions can make the server keep. */
const MAX_ENCODINGS = 32
