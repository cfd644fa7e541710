import type { SampleContext } from '../flags/sample-flag.ts'

/** A visit of a page, as the page's code finds it under `window.visit`. */
export interface Visit {
  /** Where the flag service is, without a slash at the end. */
  readonly serviceUrl: string
  /** The flag that the page reads. It is on; its fallback is off. */
  readonly flagKey: string
  readonly context: SampleContext
  /** Shows the flag's value, at once and after every change, as an application renders it. */
  show(value: boolean): void
}

declare global {
  interface Window {
    readonly visit: Visit
  }
}
