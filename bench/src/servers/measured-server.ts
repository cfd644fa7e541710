import type { FlagSet } from '@halyard/schema'

/** A server under measurement, in the process that runs it. */
export interface MeasuredServer {
  readonly url: string
  /** The address of the stream, for a client that holds the flags of the beginning. */
  readonly streamUrl: string
  /**
   * Changes the flag `changing-flag`, and tells every stream.
   *
   * @param accepted called once the change is made, and before anybody is told.
   */
  change(number: number, accepted: () => void): void
}

/** Starts one. @param flagSet what it serves. */
export type StartMeasuredServer = (flagSet: FlagSet) => Promise<MeasuredServer>
