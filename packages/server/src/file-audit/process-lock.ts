import { readFileSync, rmSync, writeFileSync } from 'node:fs'

/**
 * Makes this process the only one that holds a lock file, until it releases it or ends: the file names its process, and that of one
 * which has ended is no obstacle.
 *
 * @param what what is being done with what, such as `writes into flags.json`, for the complaint.
 * @returns what releases it.
 * @throws Error that says what to do, when another process holds it.
 */
export function lockForProcess(path: string, what: string): () => void {
  const holder = readHolder(path)
  if (holder !== undefined && holder !== process.pid && isRunning(holder)) {
    throw new Error(
      `Another process (${holder}) ${what}. End that one first; if it is no halyard any more, remove ${path}.`,
    )
  }
  rmSync(path, { force: true })
  try {
    // refused where another process was faster by a moment
    writeFileSync(path, String(process.pid), { flag: 'wx' })
  } catch (error) {
    throw new Error(`${path} cannot be written: ${(error as Error).message}`, { cause: error })
  }
  return () => {
    if (readHolder(path) === process.pid) rmSync(path, { force: true })
  }
}

function readHolder(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, 'utf8'))
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    // nobody holds it
    return undefined
  }
}

function isRunning(pid: number): boolean {
  try {
    // the signal 0 is only asked about, not sent
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
