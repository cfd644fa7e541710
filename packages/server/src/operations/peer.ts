import type { ServiceErrorCode } from '../answers.ts'

/** Who is at the other end of a request, as far as the adapter that has the socket knows. */
export interface Peer {
  /** What is bounded each on its own: an IPv4 address, or the /64 network of an IPv6 address. */
  readonly address: string
  /** Whether the request came by https, at least as far as to a proxy that is trusted. */
  readonly isSecure: boolean
  /** Why its connection is one too many; absent, it is not. */
  readonly refusal?: { readonly code: ServiceErrorCode; readonly limit: number }
}

/** For whoever asks a service without a socket. */
export const UNKNOWN_PEER: Peer = { address: 'unknown', isSecure: false }
