import type { Flag, FlagSet } from '@halyard/schema'
import type { Problem } from '../problem.ts'

/** What an intent is decided on, besides the flag and what was asked for. */
export interface IntentScene {
  readonly flagKey: string
  /** The environment's flags as they are written. */
  readonly flagSet: FlagSet
  /** Milliseconds since 1970. */
  readonly nowMs: number
}

/**
 * Decides what becomes of a flag. Pure: the same flag, input and time give the same. Everything of the flag that the intent
 * is not about stays.
 *
 * @param input the body of the request, as far as it is an object.
 */
export type Intent = (
  flag: Flag,
  input: { readonly [key: string]: unknown },
  scene: IntentScene,
) => Flag | Problem
