import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { FlagSet } from '@halyard/schema'
import { flagTypesOf } from '@halyard/schema/flag-types'

/**
 * Makes a file say what the types of a flag set are. It is written only where it says something else, so that nothing
 * that watches it is woken for nothing.
 *
 * @param path where; missing folders are created. @param isOnlyCompared leaves the disk as it is.
 * @returns `current` when the file says so already; else `written`, or `outdated` where it is only compared.
 * @throws Error that names the file when it cannot be read or written.
 */
export async function bringTypesFile(
  flagSet: FlagSet,
  path: string,
  isOnlyCompared = false,
): Promise<'current' | 'written' | 'outdated'> {
  const text = flagTypesOf(flagSet)
  try {
    if ((await readTypes(path)) === text) return 'current'
    if (isOnlyCompared) return 'outdated'
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
    return 'written'
  } catch (error) {
    const { message } = error as Error
    throw new Error(
      `the types cannot be kept in ${path}: ${message}. Name another file, or mend its permissions.`,
      {
        cause: error,
      },
    )
  }
}

/** What stands there; with the line breaks that were written, whatever git has made of them on this machine. */
async function readTypes(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).replaceAll('\r\n', '\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
