import type { ContextValue, EvaluationContext } from '@halyard/schema'
import type { ClientEvaluationDetails } from '../flag-client.ts'

/** What belongs to a tracking event: a number, and attributes. Source: OpenFeature specification, tracking event details. */
export interface TrackingDetails {
  /** A number that is added up, such as an amount. */
  readonly value?: number
  readonly [attribute: string]: ContextValue | undefined
}

/**
 * Takes what a client was shown and what happened on its page. One recorder belongs to one client.
 *
 * No method throws, and none waits: what is taken is kept and sent in the recorder's own time.
 */
export interface ExposureRecorder {
  /** Called when the client starts. What is taken before is kept until then. */
  start(): void
  /**
   * Takes a flag that somebody sees, as it was served. Whether it counts is the recorder's to decide; it is told of
   * every commit of every component that shows the flag.
   */
  expose(details: ClientEvaluationDetails, context: EvaluationContext): void
  /** Takes something that happened. */
  track(name: string, details: TrackingDetails | undefined, context: EvaluationContext): void
  /** Called when the client closes. Resolves when what was taken is kept or under way. */
  close(): Promise<void>
}
