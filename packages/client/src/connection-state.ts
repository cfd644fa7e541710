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
  if (state.status === 'stopped') return state
  switch (event.type) {
    case 'started':
      return state.status === 'idle' ? { status: 'loading' } : state
    case 'restored':
      if (!held) return state
      if (state.status === 'loading') return { status: 'cached', ...facts(held) }
      return state.status === 'reconnecting' ? { ...state, ...facts(held) } : state
    case 'confirmed':
      if (!held || (state.status === 'live' && state.revision === held.revision)) return state
      return { status: 'live', revision: held.revision }
    case 'lost':
      if (state.status === 'stale') return state
      return {
        status: 'reconnecting',
        ...(held && facts(held)),
        attempt: event.attempt,
        error: event.error,
      }
    case 'aged':
      return held && state.status === 'reconnecting' ? { status: 'stale', ...facts(held) } : state
    case 'refused':
      return { status: 'stopped', ...(held && { revision: held.revision }), error: event.error }
    case 'closed':
      return { status: 'stopped', ...(held && { revision: held.revision }) }
  }
}

function facts({ revision, storedAtMs }: HeldRevision): HeldRevision {
  return { revision, storedAtMs }
}
