import type { Revision } from '@halyard/protocol/wire'
import type { ClientState } from './client-state.ts'

/** What happened between a client and its source. */
export type ConnectionEvent =
  | { readonly type: 'started' }
  | { readonly type: 'restored' }
  | { readonly type: 'confirmed' }
  | { readonly type: 'lost'; readonly attempt: number; readonly error: string }
  | { readonly type: 'aged' }
  | { readonly type: 'refused'; readonly error: string }
  | { readonly type: 'closed' }

/** The flag set that goes on being evaluated, whatever happens to the connection. */
export interface HeldRevision {
  readonly revision: Revision
  readonly storedAtMs: number
}

/**
 * The state after an event; see the diagram at {@link ClientState}. Pure. An event that means nothing in a state
 * leaves it as it is, identically.
 *
 * @param held what is held after the event, if anything.
 */
export function nextState(
  state: ClientState,
  event: ConnectionEvent,
  held: HeldRevision | undefined,
): ClientState {
  const { status } = state
  if (status === 'stopped') return state
  const facts = held && { revision: held.revision, storedAtMs: held.storedAtMs }
  switch (event.type) {
    case 'started':
      return status === 'idle' ? { status: 'loading' } : state
    case 'restored':
      if (!facts || status === 'idle') return state
      return status === 'reconnecting' ? { ...state, ...facts } : { status: 'cached', ...facts }
    case 'confirmed':
      if (!facts || (status === 'live' && state.revision === facts.revision)) return state
      return { status: 'live', revision: facts.revision }
    case 'lost':
      if (status === 'stale') return state
      return { status: 'reconnecting', ...facts, attempt: event.attempt, error: event.error }
    case 'aged':
      return facts && status === 'reconnecting' ? { status: 'stale', ...facts } : state
    default:
      return {
        status: 'stopped',
        ...(facts && { revision: facts.revision }),
        ...(event.type === 'refused' && { error: event.error }),
      }
  }
}
