import type { Verb } from '../management/routes.ts'

/** Something that opens a service, without its secret: that is shown once and never kept. */
export interface Credential {
  /** What people and the audit log call it. */
  readonly name: string
  /** A `client` key opens what the pages of an environment are served, a `management` token the management API. */
  readonly kind: 'client' | 'management'
  /** The environments it is for, `*` for all. */
  readonly environments: readonly string[]
  /** What a management token may do. */
  readonly verbs: readonly Verb[]
  readonly createdAtMs: number
}

/** A credential to be made. */
export type NewCredential = Omit<Credential, 'createdAtMs'>

/** Keeps credentials, but no secret: only hashes, compared in a time that tells nothing. */
export interface CredentialStore {
  /**
   * Makes a credential, or a new secret for the one of that name: the old secret opens nothing from then on.
   *
   * @returns the secret, which nobody can ask for again.
   * @throws Error when it cannot be kept.
   */
  issue(credential: NewCredential, nowMs: number): string
  /** Whose secret this is. */
  find(secret: string): Credential | undefined
  /** @returns whether there was one of that name. */
  revoke(name: string): boolean
  list(): readonly Credential[]
  close(): void
}
