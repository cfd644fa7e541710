import { userInfo } from 'node:os'
import picocolors from 'picocolors'
import { run } from './run.ts'
import { spinUntil } from './spin-until.ts'
import { type Terminal, wantsColors } from './terminal.ts'

/**
 * Runs the command line of this process, on its terminal.
 *
 * @returns the exit code.
 */
export function runProcess(): Promise<number> {
  const interruption = new AbortController()
  // once: whoever asks a second time gets the process ended by the system
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => interruption.abort())
  // the reader has gone, as in `halyard validate *.json | head -1`
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    interruption.abort()
  })

  const terminal: Terminal = {
    print: (text) => void process.stdout.write(`${text}\n`),
    warn: (text) => void process.stderr.write(`${text}\n`),
    // `isTTY` is undefined, not false, where there is no terminal, and picocolors would then decide by itself
    colors: picocolors.createColors(wantsColors(Boolean(process.stdout.isTTY), process.env)),
    width: process.stdout.columns,
    waitFor: (doing, promise) => (process.stderr.isTTY ? spinUntil(promise, doing) : promise),
    interrupted: interruption.signal,
    user: userName(),
    variables: process.env,
    nowMs: () => Date.now(),
  }
  return run(process.argv.slice(2), terminal)
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // a container may run as a user without a name
    return 'unknown'
  }
}
