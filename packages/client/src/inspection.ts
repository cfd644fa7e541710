import type { ChangeCause } from '@halyard/devtools'
import type { FlagClient } from './flag-client.ts'
import type { FlagStore } from './flag-store.ts'

/**
 * Under this property a client shows its inside to `@halyard/client/devtools`, which is a bundle of its own: a
 * registered symbol works between bundles, and the client carries no devtools code. Not for applications.
 */
export const INSPECTION: unique symbol = Symbol.for('halyard.client.inspection') as never

/** What a client tells whoever inspects it. */
export interface InspectionEvent {
  readonly cause: ChangeCause
  /** The flags whose outcome may be another one; `undefined` where it may be any. */
  readonly flagKeys?: readonly string[] | undefined
}

/** The inside of a client. */
export interface ClientInspection {
  readonly store: Pick<FlagStore, 'inputs' | 'evaluate' | 'read'>
  /** Whether anybody counts what is exposed and tracked. */
  readonly hasRecorder: boolean
  /** The time that rules see, in milliseconds since 1970. */
  now(): number
  /** Calls the listener after outcomes may have changed. */
  subscribe(listener: (event: InspectionEvent) => void): () => void
}

/** A client that can be inspected; every client of `createFlagClient` is one. */
export interface InspectedClient extends FlagClient {
  readonly [INSPECTION]: ClientInspection
}
