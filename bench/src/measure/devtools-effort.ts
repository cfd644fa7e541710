/** How thoroughly the panel's cost is measured. */
export interface DevtoolsEffort {
  /** How many rounds there are; each has a fresh browser for every way in which a page is looked at. */
  readonly runs: number
  /** How long a page is watched, in milliseconds. */
  readonly watchMs: number
}

/** The efforts by name. */
export const DEVTOOLS_EFFORTS = {
  full: { runs: 5, watchMs: 5_000 },
  quick: { runs: 1, watchMs: 5_000 },
} as const satisfies { readonly [name: string]: DevtoolsEffort }
