/** How thoroughly the flag service is measured. */
export interface ServerEffort {
  /** How often all is measured, in fresh processes. */
  readonly runs: number
  /** How many events each number of streams is sent. */
  readonly events: number
  /** For how long all flags are asked for, in milliseconds. */
  readonly requestMs: number
}

/** The efforts by name. */
export const SERVER_EFFORTS = {
  full: { runs: 3, events: 60, requestMs: 3_000 },
  quick: { runs: 1, events: 30, requestMs: 1_000 },
} as const satisfies { readonly [name: string]: ServerEffort }
