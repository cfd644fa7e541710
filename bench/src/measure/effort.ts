/** How thoroughly is measured. */
export interface Effort {
  /** How many fresh processes each subject gets, in Node and again in Chromium. */
  readonly runs: number
  /** How long each kind of flag is evaluated for, in milliseconds. */
  readonly evaluateMs: number
  /** How long each flag set is loaded for again and again, in milliseconds; once at least. */
  readonly loadMs: number
  /** A subject that needs longer than this for 1,000 flags, in milliseconds, is spared 10,000. */
  readonly tooSlowMs: number
}

const FULL: Effort = { runs: 5, evaluateMs: 120, loadMs: 250, tooSlowMs: 250 }

/** The efforts by the name that a fresh process is told. */
export const EFFORTS = {
  full: FULL,
  /** The first round of a full run: once, nobody is spared anything. */
  patient: { ...FULL, tooSlowMs: Number.POSITIVE_INFINITY },
  quick: { runs: 1, evaluateMs: 60, loadMs: 120, tooSlowMs: 250 },
} as const satisfies { readonly [name: string]: Effort }
