import { type FlagFileProblems, isGoodFlagFile, loadFlagFile } from '../flag-file/load-flag-file.ts'
import { serveFlagSet } from '../serve-flag-set.ts'
import { bringTypesFile } from './types-file.ts'

/** A flag file, and the TypeScript file that says what is in it. */
export interface FlagTypesFiles {
  /** The path of the flag file. */
  readonly flags: string
  /** The path of the file to write, as `src/flags.d.ts`. */
  readonly types: string
}

/** How flags and types stand to each other. Problems that are only warnings do not keep types from being written. */
export interface FlagTypesReport extends FlagFileProblems {
  /**
   * `written` the types are new; `current` they were right already; `outdated` they are not, and were to be left alone;
   * `faulty` the flag file has an error, so the types stay as they are.
   */
  readonly status: 'written' | 'current' | 'outdated' | 'faulty'
  /** How many flags the types have; 0 where the flag file is faulty. */
  readonly flagCount: number
}

/**
 * Writes the types of a flag file where they are not there yet.
 *
 * @param isOnlyCompared tells how they stand, and leaves the disk as it is. @default false
 * @throws Error that names the types' file when it cannot be read or written. A fault of the flag file is told, not thrown.
 * @example await writeFlagTypes({ flags: 'flags.json', types: 'src/flags.d.ts' })
 */
export async function writeFlagTypes(
  { flags, types }: FlagTypesFiles,
  isOnlyCompared = false,
): Promise<FlagTypesReport> {
  const content = await loadFlagFile(flags)
  const { problems, omittedProblems } = content
  if (!isGoodFlagFile(content)) return { status: 'faulty', flagCount: 0, problems, omittedProblems }
  // A page cannot read what it is not served.
  const flagSet = serveFlagSet(content.flagSet)
  const status = await bringTypesFile(flagSet, types, isOnlyCompared)
  return { status, flagCount: Object.keys(flagSet.flags).length, problems, omittedProblems }
}
