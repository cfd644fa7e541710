import type { Revision } from '@halyard/protocol/wire'
import type { HeldFlags } from './held-flags.ts'

/**
 * How a client stands to its source: connection and freshness in one.
 *
 * ```
 *          start()             storage read
 *   idle ───────────► loading ──────────────► cached
 *                      │   │                   │  │
 *                      │   └───────┬───────────┘  │
 *           the server │           │ the server   │
 *       cannot be read │           │ confirms     │ the server cannot be read
 *                      │           ▼              │
 *                      │    ┌───► live ◄──────────┼────────────────┐
 *                      │    │      │ connection   │                │ the server
 *                      │    │      ▼ lost         │                │ confirms
 *                      └────┼─► reconnecting ◄────┘                │
 *                           │      │  │ older than the age limit   │
 *                           └──────┘  └────────────────────────► stale
 *
 *   any of them ── close(), or a refusal for good (401, 403) ──► stopped
 *   any of them ── setContext(), where the server evaluates and storage knows the new context ──► cached
 * ```
 */
export type ClientState =
  | { readonly status: 'idle' }
  | { readonly status: 'loading' }
  | { readonly status: 'cached'; readonly revision: Revision; readonly storedAtMs: number }
  | { readonly status: 'live'; readonly revision: Revision }
  | {
      readonly status: 'reconnecting'
      /** The revision that goes on being evaluated; absent when nothing was ever received. */
      readonly revision?: Revision
      readonly storedAtMs?: number
      /** 1 for the first attempt after the connection was lost. */
      readonly attempt: number
      readonly error: string
    }
  | { readonly status: 'stale'; readonly revision: Revision; readonly storedAtMs: number }
  | { readonly status: 'stopped'; readonly revision?: Revision; readonly error?: string }

/** What is known of the connection alone. `open` is one that was begun and is not known to be lost. */
export type Connection =
  | { readonly status: 'idle' | 'open' }
  | { readonly status: 'lost'; readonly attempt: number; readonly error: string }
  | { readonly status: 'stopped'; readonly error?: string }

/** The state that follows from the connection and from how far to trust what is held; see {@link ClientState}. Pure. */
export function clientStateOf(
  connection: Connection,
  held: Pick<HeldFlags, 'revision' | 'storedAtMs' | 'freshness'> | undefined,
): ClientState {
  const { status } = connection
  const { freshness } = held ?? {}
  const facts = held && { revision: held.revision, storedAtMs: held.storedAtMs }
  if (status === 'idle') return { status }
  if (status === 'stopped') return { ...connection, ...(held && { revision: held.revision }) }
  if (status === 'lost' && freshness !== 'stale') return { ...connection, status: 'reconnecting', ...facts }
  if (!facts) return { status: 'loading' }
  return freshness === 'live'
    ? { status: 'live', revision: facts.revision }
    : { status: freshness === 'stale' ? 'stale' : 'cached', ...facts }
}
