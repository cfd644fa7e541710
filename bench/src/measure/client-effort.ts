/** How thoroughly browser SDKs are measured. */
export interface ClientEffort {
  /** How many fresh browsers each SDK gets. */
  readonly runs: number
  /** How long flags are read for, in milliseconds. */
  readonly readMs: number
  /** How many changes each SDK is told of. */
  readonly changes: number
  /** How many visits each SDK starts from its cache, in one browser. */
  readonly visits: number
  /** How many times the server writes, in one browser. */
  readonly writes: number
}

/** The efforts by the name that a fresh browser is told. */
export const CLIENT_EFFORTS = {
  full: { runs: 5, readMs: 120, changes: 12, visits: 5, writes: 20 },
  quick: { runs: 1, readMs: 60, changes: 8, visits: 4, writes: 20 },
} as const satisfies { readonly [name: string]: ClientEffort }

/** A key of {@link CLIENT_EFFORTS}. */
export type ClientEffortName = keyof typeof CLIENT_EFFORTS
