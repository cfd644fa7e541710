/** The most characters of what somebody threw that are passed on. */
export const MAX_ERROR_CHARACTERS = 2_000

/**
 * Runs what somebody else wrote. Never throws.
 *
 * @returns what it gave, or what it threw, in a sentence.
 */
export function attempt<T>(run: () => T): { readonly result?: T; readonly error?: string } {
  try {
    return { result: run() }
  } catch (error) {
    return { error: describeError(error) }
  }
}

/** What somebody threw, in a sentence of bounded length. Never throws. */
export function describeError(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error).slice(0, MAX_ERROR_CHARACTERS)
  } catch {
    return 'something that cannot be read was thrown'
  }
}
