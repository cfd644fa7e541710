import type { EvaluationContext, FlagValue } from '@halyard/schema'

/** Which client, and how it is set up. */
export interface SubjectOptions {
  /** Where its server is. */
  readonly url: string
  readonly context: EvaluationContext
  readonly apiKey: string
  readonly cacheMode?: 'local-cache-first' | 'network-first' | 'disabled'
  /** Absent: the client's own. */
  readonly pollIntervalMs?: number
  /** Tells several clients of one page apart. */
  readonly copy?: number
}

/** What a client says of a flag. */
export interface Reading {
  readonly value: unknown
  readonly reason?: string
  readonly variant?: string
  readonly errorCode?: string
  readonly flagMetadata?: { readonly [name: string]: unknown }
}

/** A client under comparison, whoever made it. */
export interface Subject {
  read(flagKey: string, fallback: FlagValue): Reading
  /** Resolves when the client says that it is done with a change of context. */
  setContext(context: EvaluationContext): Promise<void>
}
