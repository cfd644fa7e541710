/** How thoroughly bindings are measured. */
export interface BindingEffort {
  /** How many fresh pages each binding gets. */
  readonly runs: number
  /** How many components are mounted, and flags there are. A multiple of two. */
  readonly components: number
  /** How often they are mounted again in one page, until its code is compiled. */
  readonly warmUps: number
  /** How often after that. */
  readonly mounts: number
  /** How many changes one page is told of. */
  readonly changes: number
}

/** The efforts by the name that a fresh browser is told. */
export const BINDING_EFFORTS = {
  full: { runs: 5, components: 1_000, warmUps: 20, mounts: 10, changes: 30 },
  quick: { runs: 1, components: 1_000, warmUps: 20, mounts: 10, changes: 30 },
} as const satisfies { readonly [name: string]: BindingEffort }

/** A key of {@link BINDING_EFFORTS}. */
export type BindingEffortName = keyof typeof BINDING_EFFORTS
