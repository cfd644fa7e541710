import yoctoSpinner from 'yocto-spinner'

/** What takes no longer shows nothing, because a flash of it would only make a terminal restless. In milliseconds. */
const QUIET_MS = 300

/**
 * Shows on standard error that something goes on, until a promise is settled.
 *
 * @returns what the promise gives.
 * @example await spinUntil(fetch(address), 'Writing')
 */
export async function spinUntil<Result>(promise: Promise<Result>, doing: string): Promise<Result> {
  const spinner = yoctoSpinner({ text: `${doing} …` })
  const start = setTimeout(() => spinner.start(), QUIET_MS)
  try {
    return await promise
  } finally {
    clearTimeout(start)
    spinner.stop()
  }
}
