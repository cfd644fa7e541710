import { type FlagFileReport, openFileStore } from '../file-store.ts'
import { bringTypesFile } from './types-file.ts'
import type { FlagTypesFiles, FlagTypesReport } from './write-flag-types.ts'

/** What to follow, and whom to tell. */
export interface FollowFlagTypesOptions extends FlagTypesFiles {
  /** Called at the start, and whenever types were written or the flag file has other problems than before. */
  readonly onReport: (report: FlagTypesReport) => void
  /** Called when the types' file cannot be read or written. It is tried again with the next change. */
  readonly onError: (error: Error) => void
}

/** Types that follow their flags. */
export interface FlagTypesFollower {
  /** Ends it. Resolves when nothing is written any more. */
  close(): Promise<void>
}

/**
 * Writes the types of a flag file, and again whenever they become other ones. While the flag file has an error, the last
 * good types stay.
 *
 * It looks at the file as `openFileStore` does, which knows every way in which editors write, and takes no half-written
 * file for a faulty one.
 *
 * @returns once they were written for the first time.
 * @example
 * const follower = await followFlagTypes({ flags: 'flags.json', types: 'src/flags.d.ts', onReport: show, onError: show })
 * await follower.close()
 */
export async function followFlagTypes(options: FollowFlagTypesOptions): Promise<FlagTypesFollower> {
  const { flags, types, onReport, onError } = options
  let latest: Omit<FlagFileReport, 'file'> = { serving: 'file', problems: [], omittedProblems: 0 }
  let told: typeof latest | undefined
  let work = Promise.resolve()
  let follow = (): void => undefined

  const store = await openFileStore({
    path: flags,
    onProblem(report) {
      latest = report
      follow()
    },
  })
  // One after the other, so that the last flags are what the types end with.
  follow = () => {
    work = work.then(update).catch(onError)
  }
  const leave = store.subscribe(follow)
  follow()
  await work

  async function update(): Promise<void> {
    const { problems, omittedProblems } = latest
    const { flagSet } = store.current()
    const isFaulty = latest.serving !== 'file'
    const status = isFaulty ? 'faulty' : await bringTypesFile(flagSet, types)
    const isNews = status === 'written' || told !== latest
    told = latest
    const flagCount = isFaulty ? 0 : Object.keys(flagSet.flags).length
    if (isNews) onReport({ status, flagCount, problems, omittedProblems })
  }

  return {
    async close() {
      leave()
      await store.close()
      await work
    },
  }
}
