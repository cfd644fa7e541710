import type { createColors } from 'picocolors'

/** Where a command runs: all that it may know of the process around it. */
export interface Terminal {
  /** Prints one line, or several, for those who asked. */
  print(text: string): void
  /** Prints one line, or several, about what went wrong. */
  warn(text: string): void
  /** Paints for standard output; leaves text as it is where colours are not wanted. */
  readonly colors: ReturnType<typeof createColors>
  /** How many characters a line has; absent where nobody looks at it, as in a file. */
  readonly width?: number | undefined
  /**
   * Shows that something goes on until a promise is settled, where somebody looks and it takes long.
   *
   * @param doing what goes on, such as `Writing`.
   * @returns what the promise gives.
   */
  waitFor<Result>(doing: string, promise: Promise<Result>): Promise<Result>
  /** Aborted when the person wants the command to end. */
  readonly interrupted: AbortSignal
  /** Who runs the command, for the history. */
  readonly user: string
  /** The environment variables. */
  readonly variables: { readonly [name: string]: string | undefined }
  nowMs(): number
}

/**
 * Tells whether colours are wanted: on a terminal that has them, unless `NO_COLOR` is set. Source: https://no-color.org
 */
export function wantsColors(isTerminal: boolean, environment: NodeJS.ProcessEnv): boolean {
  return isTerminal && !environment.NO_COLOR && environment.TERM !== 'dumb'
}
