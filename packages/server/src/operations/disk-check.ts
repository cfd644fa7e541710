import { open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ReadinessCheck } from './readiness.ts'

/** A page of SQLite, which finds out about a full disk, too. */
const PROBE = Buffer.alloc(4096)

/**
 * Checks whether the folder of a database can be written: by a file of 4 kB that is written through to the disk and removed
 * again. The database itself is left alone, so that no other process takes this for news, or waits for it.
 *
 * @param onProblem told once when that fails, with the path, and again after it has worked in between.
 */
export function createDiskCheck(databasePath: string, onProblem: (error: Error) => void): ReadinessCheck {
  const path = join(dirname(databasePath), `.halyard-probe-${process.pid}`)
  let wasWritable = true
  return async () => {
    try {
      const file = await open(path, 'w')
      try {
        await file.write(PROBE)
        await file.datasync()
      } finally {
        await file.close()
        await rm(path, { force: true })
      }
      wasWritable = true
      return null
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (wasWritable) onProblem(new Error(`the disk cannot be written: ${message}`, { cause: error }))
      wasWritable = false
      return `the disk cannot be written (${code})`
    }
  }
}
