import type { UntypedEvaluationDetails } from '@halyard/evaluator'
import type { Change, Revision, Snapshot } from '@halyard/protocol/wire'
import type { EvaluationContext, Flag, FlagSet, FlagSetChanges, FlagValue } from '@halyard/schema'
import type { OnDiagnostic } from '../diagnostic.ts'
import type { Freshness } from '../flag-client.ts'
import type { FollowTimeOptions, TimeFollower } from '../follow-time.ts'
import type { SourceSession, SourceSessionOptions } from '../source-session.ts'

/**
 * Where a client gets its flags, and what makes them evaluate. The evaluator belongs to the source, not to the
 * client: a source whose server evaluates does not bring one into the bundle.
 *
 * A source holds no state that survives `disconnect`: what was received is held by the client.
 */
export interface FlagSource {
  /**
   * Names what is served. Clients of one origin whose sources have the same id share connection and storage, so two
   * sources that could serve different flags must have different ids. Absent: nothing is shared and nothing stored,
   * and `connect` delivers before it returns.
   */
  readonly id?: string
  /**
   * Makes a flag set evaluate. Cheap: work on a flag waits for its first evaluation. Total: a flag that cannot be
   * used costs no other.
   */
  load(flagSet: FlagSet): FlagView

  /**
   * Opens the connection and keeps it open, coming back by itself after every failure but a refusal.
   *
   * @returns a function that ends it; nothing is received after it.
   */
  connect(sink: SourceSink): () => void
}

/**
 * A source whose server evaluates: what it serves holds for one context, so that it is bound to one before anything
 * is asked. The client binds it anew for every context, and shows the values of a context only once it has them.
 * `remoteSource` makes one.
 */
export interface RemoteFlagSource {
  /**
   * Binds the source to a context. Opens nothing.
   *
   * @returns a source whose id is another one for every context that could get other values.
   */
  forContext(context: EvaluationContext): BoundFlagSource
  /** Creates what gets a client, which was not started yet, from one context to the next. */
  createSession(options: SourceSessionOptions): SourceSession
}

/** A source that serves one context. */
export interface BoundFlagSource extends FlagSource {
  /**
   * What is done with the flags of an earlier visit. Absent: they are shown at once, until the server has answered.
   *
   * - `network-first`: they are shown only once the server could not be reached, and not when it refuses this client or
   *   the client is set up for another one.
   * - `disabled`: nothing is stored, and nothing that was.
   */
  readonly cacheMode?: 'network-first' | 'disabled'
}

/** A flag set that evaluates. Immutable. */
export interface FlagView {
  /** What is evaluated, for storage and for other tabs. May take as long as there are flags. */
  readonly flagSet: FlagSet
  /** One flag of it as it was received, which may be anything; `undefined` for an unknown one. Cheap. */
  flag(flagKey: string): Flag | undefined
  /** The view after changes; what did not change keeps its work, and its values their identity. */
  patch(changes: FlagSetChanges): FlagView
  /**
   * Evaluates one flag. Total. Best returns the identical object while the outcome stays the same.
   *
   * @param fallback gives the type that is asked for; `undefined` asks for none, and then the value may be absent.
   * @param nowMs the time that rules see, in milliseconds since 1970.
   * @param freshness how far the client trusts what it holds; it may show in the reason, never in the value.
   */
  evaluate(
    flagKey: string,
    fallback: FlagValue | undefined,
    context: EvaluationContext,
    nowMs: number,
    freshness: Freshness,
  ): UntypedEvaluationDetails
  /** Whether time can change what a flag gives. Cheap. Absent, like the other two: it never does. */
  readsTime?(flagKey: string): boolean
  /** Evaluates such flags again: `followTime`, which comes with the sources that need it. */
  readonly followTime?: (options: FollowTimeOptions) => TimeFollower
  /**
   * Foresees when time changes next what a flag gives; asked only for one that {@link readsTime}.
   *
   * @returns never later than the change, in milliseconds since 1970; `null` where there is none. A promise while the
   * code for it is not there: it resolves when it is, and rejects where it cannot be loaded.
   */
  nextChangeAt?(flagKey: string, context: EvaluationContext, afterMs: number): number | null | Promise<void>
}

/** The client's end of a connection. */
export interface SourceSink {
  /** What the client holds now; a connection resumes after its revision. */
  readonly held: Snapshot | undefined
  /**
   * Takes an event.
   *
   * @returns `false` when the event does not connect to what the client holds: the source must deliver a snapshot.
   */
  receive(event: SourceEvent): boolean
  /** Takes what a person should know though no value is lost. */
  readonly onDiagnostic?: OnDiagnostic | undefined
}

/**
 * What a source says.
 *
 * - `snapshot`, `change`: see the wire protocol.
 * - `current`: the server's revision is this one.
 * - `lost`: the connection is gone and the source will come back; `attempt` counts from 1 since a connection that lasted.
 * - `refused`: the server will not serve this client, and asking again is of no use.
 */
export type SourceEvent =
  | ({ readonly type: 'snapshot' } & Snapshot)
  | ({ readonly type: 'change' } & Change)
  | { readonly type: 'current'; readonly revision: Revision }
  | {
      readonly type: 'lost'
      readonly attempt: number
      readonly error: string
      /** A server answered, and not as one for this client: what an earlier visit stored does not make up for that. */
      readonly misconfigured?: boolean
    }
  | { readonly type: 'refused'; readonly error: string }
