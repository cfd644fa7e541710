import type { Revision } from '@halyard/protocol/wire'

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
