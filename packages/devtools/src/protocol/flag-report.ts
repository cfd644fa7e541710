import type {
  EvaluationContext,
  EvaluationErrorCode,
  EvaluationReason,
  FlagMetadata,
  FlagValue,
  FlagValueType,
} from '@halyard/schema'

/** What a panel shows of one flag. */
export interface FlagReport {
  readonly flagKey: string
  /** The value that the page gets now; absent when only the code's fallback is known to the page. */
  readonly value?: FlagValue
  readonly variant?: string
  readonly reason: EvaluationReason | (string & {})
  readonly errorCode?: EvaluationErrorCode | (string & {})
  readonly errorMessage?: string
  readonly flagMetadata: FlagMetadata
  /** The type that an override must have; absent when nothing is known about the flag. */
  readonly type?: FlagValueType
  /** The values to choose from, by variant; absent where the client does not know them. */
  readonly variants?: { readonly [variant: string]: FlagValue }
  /** Whether the page has read this flag since it was loaded. */
  readonly observed: boolean
  /** Whether the report is not whole: the flag is too large, or some of it is no JSON. @default false */
  readonly isCut?: boolean
  /**
   * Present while the flag is overridden, where the client knows: who overrides it (`tab`, `origin`, `share`, `frame`,
   * `code`, or an SDK's own word), and until when, in milliseconds since 1970.
   */
  readonly override?: { readonly scope: string; readonly expiresAtMs?: number }
  /** Present while the flag is overridden: what the page would get without the override. */
  readonly original?: { readonly value?: FlagValue; readonly variant?: string; readonly reason: string }
}

/** Where and until when an override holds that somebody sets. */
export interface OverrideTerms {
  /** This tab, or every tab of the page's origin in this browser. @default 'tab' */
  readonly scope?: 'tab' | 'origin'
  /** From this instant on it counts as nothing, in milliseconds since 1970. @default never */
  readonly expiresAtMs?: number
}

/** What a client can do about overrides. */
export interface OverrideSupport {
  /** Why it takes none at all. Absent: it takes them. */
  readonly refusal?: string
  /** Where an override can hold. */
  readonly scopes: readonly ('tab' | 'origin')[]
  /** Whether an override can have an end. */
  readonly canExpire: boolean
  /** Whether an override is still there after a reload. */
  readonly isKept: boolean
}

/** What a panel shows of one client on a page. */
export interface ClientReport {
  readonly clientId: string
  /** The SDK's package name. */
  readonly sdk: string
  /** How the client stands to its source, in the client's own word: `live`, `cached`, `reconnecting`… */
  readonly state: string
  /** What the client has failed at, where its state comes of that. */
  readonly error?: string
  /** The revision of the flag set that the page evaluates; absent where the client has none. */
  readonly revision?: string
  readonly context: EvaluationContext
  /** Absent: an override holds in this tab until it is reset, and more is not known. */
  readonly overriding?: OverrideSupport
  /**
   * Present while somebody set the context by hand: the page's own, and whether it holds for this tab, also after a
   * reload, or for as long as this page is open.
   */
  readonly contextOverride?: { readonly own: EvaluationContext; readonly scope: 'tab' | 'page' }
  /** The methods that the client offers. @default [] */
  readonly methods?: readonly string[]
  readonly flags: readonly FlagReport[]
}

/** Why flags got other values. */
export type ChangeCause = 'source' | 'storage' | 'context' | 'override' | 'read' | 'time' | 'navigation'
