import type { JsonObject } from '@halyard/schema'

/** An address that makes one prepared change, without the secret in it: that is shown once and never kept. */
export interface Trigger {
  readonly environment: string
  /** What people call it, within its environment; the audit log names it `trigger:` and this. */
  readonly name: string
  readonly flagKey: string
  /** What is to be done to the flag, such as `disable`. */
  readonly intent: string
  /** What the intent takes, such as `{ weights: { on: 10 } }`. */
  readonly input: JsonObject
  /** Why, for the audit log; may be empty. */
  readonly reason: string
  readonly createdBy: string
  /** Milliseconds since 1970. */
  readonly createdAtMs: number
  /** From when on it does nothing, in milliseconds since 1970; `null` for never. */
  readonly expiresAtMs: number | null
  /** How often it was used, with or without effect. */
  readonly useCount: number
  /** Milliseconds since 1970; `null` where it never was. */
  readonly lastUsedAtMs: number | null
}

/** A trigger to be made. */
export type NewTrigger = Omit<Trigger, 'useCount' | 'lastUsedAtMs'>

/**
 * Keeps the triggers of environments, but no secret: only hashes, compared in a time that tells nothing.
 *
 * Every implementation runs the suite in `testing/trigger-store-contract.ts`.
 */
export interface TriggerStore {
  /**
   * Makes a trigger.
   *
   * @returns the secret of its address, which nobody can ask for again; `undefined` where the environment has a trigger of
   * that name, which stays as it is.
   * @throws Error when it cannot be kept.
   */
  issue(trigger: NewTrigger): string | undefined
  /** Whose secret this is. */
  find(secret: string): Trigger | undefined
  /** Counts a use. */
  recordUse(environment: string, name: string, nowMs: number): void
  /** From now on the secret is nobody's. @returns whether there was one of that name. */
  revoke(environment: string, name: string): boolean
  /** The triggers of an environment, by name. */
  list(environment: string): readonly Trigger[]
  close(): void
}

/** What the secrets of triggers begin with. */
export const TRIGGER_PREFIX = 'halyard_tr_'
