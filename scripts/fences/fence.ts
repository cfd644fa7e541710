/** A rule of the house that a command can check. */
export interface Fence {
  readonly name: string
  /** Finds what breaks the rule: one entry per place, each saying what and where. Empty when all is well. */
  check(): Promise<readonly string[]>
}
