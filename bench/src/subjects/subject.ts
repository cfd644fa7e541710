import type { FlagValue } from '@halyard/schema'
import type { SampleContext, SampleFlag } from '../flags/sample-flag.ts'

/**
 * Something that evaluates flags and is measured. It is given the same flags as every other, in its own format, and is
 * used through its public API as its documentation says, by the cheapest call that gives a flag's value.
 */
export interface Subject<Context extends object = object> {
  /** As the tables call it. */
  readonly name: string
  /** Whether its splits are flagd's. Other vendors hash differently, so that only the shares can be the same. */
  readonly splitsAsFlagd: boolean
  /** All flags as the vendor's service would send them. */
  describe(flags: readonly SampleFlag[]): string
  /** What the vendor's service sends when one flag changes; absent where it sends all flags again. */
  describeChange?(changed: SampleFlag): string
  /** A context in the form that this subject wants, made ahead of the measurement. */
  prepareContext(context: SampleContext): Context
  /** From the text that was received to flags that answer. */
  load(text: string): LoadedFlags<Context> | Promise<LoadedFlags<Context>>
}

/** Flags that answer. */
export interface LoadedFlags<Context extends object = object> {
  /** The flag's value for a context. */
  value(flagKey: string, fallback: FlagValue, context: Context): unknown
  /** Takes what {@link Subject.describeChange} gave, or all flags where there is no such thing. */
  change(text: string): void | Promise<void>
  /** Lets go of what would keep the process busy. */
  close(): void
}
