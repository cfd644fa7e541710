import type { FlagClient } from '@halyard/client'

/** A client's state in the reader's words. */
export interface ClientStatus {
  /** One word, with a shape of its own in the style sheet. */
  readonly kind: 'waiting' | 'cached' | 'live' | 'lost'
  readonly sentence: string
  /** The revision that is shown; absent where nothing was received. */
  readonly revision?: string
}

/**
 * Says how the page stands to the flag service.
 *
 * @example describeClientState({ status: 'live', revision: 'k3x9q2.17' }).sentence // 'Flags are live'
 */
export function describeClientState(state: FlagClient['state']): ClientStatus {
  const revision = 'revision' in state && state.revision !== undefined ? { revision: state.revision } : {}
  switch (state.status) {
    case 'idle':
    case 'loading':
      return { kind: 'waiting', sentence: 'Asking for flags' }
    case 'cached':
      return { kind: 'cached', sentence: 'Flags from this browser, not confirmed yet', ...revision }
    case 'live':
      return { kind: 'live', sentence: 'Flags are live', ...revision }
    case 'reconnecting':
      return { kind: 'lost', sentence: `Reconnecting, attempt ${state.attempt}`, ...revision }
    case 'stale':
      return { kind: 'lost', sentence: 'Flags are older than they should be', ...revision }
    case 'stopped':
      return { kind: 'lost', sentence: state.error ?? 'The flag client was closed', ...revision }
  }
}
