import type { SampleFlag } from '../flags/sample-flag.ts'

/**
 * A browser SDK that is measured in a page. It is given the same flags as every other, as its own service would send
 * them for one visitor, and is used by its public API, by the cheapest call that gives a flag's value.
 */
export interface ClientSubject {
  /** As the tables call it. */
  readonly name: string
  /** All flags, as the vendor's service sends them. */
  describe(flags: readonly SampleFlag[]): string
  /**
   * What the vendor's service sends when one flag changed.
   *
   * @param flags all flags, the changed one among them. @param turn counts the changes, from 1.
   */
  describeChange(flags: readonly SampleFlag[], changed: SampleFlag, turn: number): string
  /** Starts the SDK with its defaults, apart from whatever would send something, and waits until flags are there. */
  start(text: string): Promise<StartedClient>
}

/** What is measured by nothing but its reads. */
export interface ReadSubject extends Pick<ClientSubject, 'name' | 'describe'> {
  start(text: string): Promise<Pick<StartedClient, 'read'>>
}

/** An SDK that has its flags. */
export interface StartedClient {
  /** The value of a boolean flag; its fallback is `false`. */
  read(flagKey: string): unknown
  /** Calls the listener after the flag changed or, where an SDK cannot tell which one did, after any has. */
  onChange(flagKey: string, listener: () => void): void
  /** Hands over what {@link ClientSubject.describeChange} gave, as the network would. */
  receive(text: string): void
}
