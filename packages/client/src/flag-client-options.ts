import type { EvaluationContext } from '@halyard/schema'
import type { Clock } from './clock.ts'
import type { DehydratedFlags } from './dehydrated-flags.ts'
import type { OnDiagnostic } from './diagnostic.ts'
import type { ExposureRecorder } from './exposures/exposure-recorder.ts'
import type { OverrideLayerFactory } from './overrides/override-layer-factory.ts'
import type { FlagSource, RemoteFlagSource } from './sources/flag-source.ts'
import type { FlagStorage } from './storage/flag-storage.ts'
import type { UpdatePolicy } from './update-policy.ts'

/** What a client is made of. Only the source is required. */
export interface FlagClientOptions {
  readonly source: FlagSource | RemoteFlagSource
  /** @default {} nobody in particular */
  readonly context?: EvaluationContext
  /**
   * What `dehydrate` took from the client that rendered this page on a server: it can be read before `start()`, and
   * wins over what is stored. Ignored where a server evaluates and it is of another context.
   */
  readonly bootstrap?: DehydratedFlags | null
  /** Where flags are kept for the next visit. Not used with a source that has no id. @default indexedDbStorage() */
  readonly storage?: FlagStorage
  /** Counts what people are shown: `recordExposures()` of `@halyard/client/exposures`. @default nobody counts */
  readonly exposures?: ExposureRecorder
  /** Whether all tabs share one connection. @default true */
  readonly tabs?: boolean
  /**
   * Who may override flags of this page: `pageOverrides()` of `@halyard/client/overrides`.
   *
   * @default nobody, so that a page which does not want it does not carry it
   */
  readonly overrides?: OverrideLayerFactory
  /**
   * How old values may become without a word from the server before they count as `stale`, in milliseconds. They go
   * on being served. Minimum: 0. Maximum: 2,147,483,647.
   *
   * @default 86400000 (one day)
   */
  readonly maxAgeMs?: number
  /**
   * How long this page may be hidden before its connection is closed, in milliseconds. It comes back, and catches up,
   * when the page is seen again. Not used with a source that has no id. Minimum: 0. Maximum: 2,147,483,647.
   *
   * @default 300000 (five minutes)
   */
  readonly hiddenTimeoutMs?: number
  /**
   * What obeys the flags' `x-update`: `pageUpdatePolicy()` of `@halyard/client/update-policy`.
   *
   * @default every change reaches the page at once
   */
  readonly updatePolicy?: UpdatePolicy
  readonly clock?: Clock
  /** Told what went wrong without taking values from the page. */
  readonly onDiagnostic?: OnDiagnostic
}
