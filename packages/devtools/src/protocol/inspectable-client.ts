import type { FlagValue } from '@halyard/schema'
import type { ActivityReport } from './activity-report.ts'
import type { ChangeCause, ClientReport, FlagReport, OverrideTerms } from './flag-report.ts'
import type { MethodHandlers } from './methods.ts'

/**
 * What a client tells the registry about itself as it changes.
 *
 * @example listener({ type: 'flags-changed', cause: 'source', flagKeys: ['hero'] })
 */
export type ClientEvent =
  | { readonly type: 'client-changed' }
  | { readonly type: 'flags-changed'; readonly cause: ChangeCause; readonly flagKeys: readonly string[] }

/**
 * A flag client that can be inspected and overridden. Any SDK can implement it. Nothing but `subscribe` and
 * `overriddenFlags` is called while no panel listens, so that reports cost nothing until somebody reads them.
 *
 * @example
 * const client: InspectableClient = {
 *   sdk: 'some-sdk',
 *   describe: () => ({ state: 'ready', context: {} }),
 *   flagKeys: () => flags.keys(),
 *   report: (flagKey) => ({ flagKey, value: flags.get(flagKey), reason: 'STATIC', flagMetadata: {}, observed: true }),
 *   subscribe: (listener) => onChange((flagKeys) => listener({ type: 'flags-changed', cause: 'source', flagKeys })),
 *   setOverride: () => 'this page takes no overrides',
 *   resetOverride: () => undefined,
 * }
 */
export interface InspectableClient {
  /** The SDK's package name. */
  readonly sdk: string
  /** The client's state, revision and context, and what it can do about overrides; without its flags. */
  describe(): Pick<
    ClientReport,
    'state' | 'error' | 'revision' | 'context' | 'contextOverride' | 'overriding'
  >
  /** The keys of all flags that the client knows or the page has read. */
  flagKeys(): Iterable<string>
  /** One flag's report, `null` when the client knows nothing of it (any more). */
  report(flagKey: string): FlagReport | null
  /** Tells of changes until the returned function is called. */
  subscribe(listener: (event: ClientEvent) => void): () => void
  /**
   * Makes the page see another value, before its next evaluation and, unless {@link describe} says otherwise, after a
   * reload of this tab. Announces `flags-changed` with the cause `override`, also where the value is the one from before.
   *
   * @param terms where and until when; nothing that {@link describe} does not claim to support.
   * @returns `null`, or a sentence that says why the value is refused.
   */
  setOverride(flagKey: string, value: FlagValue, terms: OverrideTerms): string | null
  /**
   * The keys of the flags that are overridden, whoever did it save the page's own code: for the count that people see
   * while no panel is open. Asked when the client registers and after it told of an `override`. Absent: what the
   * page's storage keeps is counted.
   */
  overriddenFlags?(): Iterable<string>
  /** Brings back the served value of one flag, or of all, and announces it as {@link setOverride} does. */
  resetOverride(flagKey?: string): void
  /**
   * Tells what the page does with its flags, until the returned function is called: all that is kept before this
   * returns, then what is new. May cost something, such as counting reads, and is called only while a panel asks for it.
   */
  watchActivity?(listener: (activity: ActivityReport) => void): () => void
  /** What a panel can ask besides. @default {} */
  readonly methods?: MethodHandlers
}
