import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { formatRevision, revisionLineage, revisionNumber } from '@halyard/protocol/wire'
import type { FlagSet } from '@halyard/schema'
import { watch } from 'chokidar'
import type { EnvironmentStore } from './environment-store.ts'
import { type FileAudit, openFileAudit } from './file-audit/file-audit.ts'
import {
  type FlagFileContent,
  type FlagFileProblems,
  isGoodFlagFile,
  loadFlagFile,
} from './flag-file/load-flag-file.ts'
import { writeFlagFile } from './flag-file/write-flag-file.ts'
import { drawLineage } from './lineage.ts'
import { createMemoryStore, type MemoryStoreOptions } from './memory-store.ts'
import { systemTimers, type Timers } from './timers.ts'

/** What a file store has to say about its file. It has no problems when the file is fine again after a report with some. */
export interface FlagFileReport extends FlagFileProblems {
  /** The path, as the store was given it. */
  readonly file: string
  /**
   * What is served in consequence: `file` what the file says; `part` the flags of the file that can be used, because
   * there is nothing better yet; `previous` the last good flag set; `nothing` an empty one.
   */
  readonly serving: 'file' | 'part' | 'previous' | 'nothing'
}

/** How a file store reads and reports. */
export interface FileStoreOptions
  extends Omit<MemoryStoreOptions, 'flagSet' | 'persist' | 'changeCount' | 'audit'> {
  readonly path: string
  /** Called when the file has other problems than before; the first time before {@link openFileStore} resolves. */
  readonly onProblem?: (report: FlagFileReport) => void
  /**
   * How long a text that is not JSON, or a missing file, must stay so before it is reported, in milliseconds: editors
   * and scripts write in several steps. JSON is taken at once. Minimum: 0. @default 60
   */
  readonly settleMs?: number
  /**
   * How often the file's date is looked at, in milliseconds, for what no watcher tells: a folder that was moved, a
   * container's mount, a network drive. Minimum: 1. @default 1000
   */
  readonly pollIntervalMs?: number
  /** Whether writes go into the file; without it, there are none. @default false */
  readonly isWritable?: boolean
  /**
   * A file for the audit log, so that history, revisions and lineage go on where they ended when the store is opened again; see
   * `fileAuditPath` for where it belongs. What became of the flags while no store was open is told as one edit. Only one store may
   * have it open. @default the audit log lasts as long as the store
   */
  readonly auditPath?: string | undefined
  /**
   * Told what is wrong with the audit log. While nothing can be added to it, writes are refused, and what the file says is not taken
   * over. @default nobody is told
   */
  readonly onAuditProblem?: (error: Error) => void
  readonly timers?: Timers
}

/**
 * Serves a flag file and follows its changes, however they are written: in place, through a rename, or by deleting and
 * creating it anew. A file with an error in it never replaces a good flag set; until there was a good one, the flags
 * that can be used are served. What is written through the store goes into the file.
 *
 * @returns the store, once the file was read and is being watched. Never rejects for what the file holds or lacks; rejects where the
 * file of the audit log cannot be written, or another process has it open.
 * @example const store = await openFileStore({ path: 'flags.json', onProblem: ({ problems }) => show(problems) })
 */
export async function openFileStore(options: FileStoreOptions): Promise<EnvironmentStore> {
  const { path, settleMs = 60, pollIntervalMs = 1000, timers = systemTimers } = options
  // an absolute path goes on meaning the same file when the process changes its directory
  const absolutePath = resolve(path)
  let stamp = await fileStamp(absolutePath)
  const content = await loadFlagFile(absolutePath)
  const audit = openAudit(options, content)
  const judge = createJudge(options, audit?.isResumed === true)
  const first = judge(content)
  const store = createMemoryStore({
    ...options,
    ...(first && { flagSet: first }),
    ...(audit && startOf(audit)),
    persist: (before, changes) => writeFlagFile(absolutePath, before, changes),
  })
  if (first) takeOver(first)

  let isClosed = false
  let looking: Promise<void> | undefined
  let isLookWanted = false
  let unfinished: string | undefined
  let isSettled = false
  let cancelSettle: (() => void) | undefined

  /** @returns once the file was read after this call. */
  function look(): Promise<void> {
    isLookWanted = true
    looking ??= lookWhileWanted()
    return looking
  }

  async function lookWhileWanted(): Promise<void> {
    while (isLookWanted && !isClosed) {
      isLookWanted = false
      consider(await loadFlagFile(absolutePath))
    }
    looking = undefined
  }

  function consider(content: FlagFileContent): void {
    if (isClosed || isToBeWaitedFor(content)) return
    unfinished = undefined
    cancelSettle?.()
    const flagSet = judge(content)
    if (flagSet) takeOver(flagSet)
  }

  function takeOver(flagSet: FlagSet): void {
    try {
      store.replaceFlagSet(flagSet, { author: 'the file', action: 'edit' })
    } catch (error) {
      options.onAuditProblem?.(error as Error)
    }
  }

  /** Tells whether this may be half of a write, and sees to it that it is looked at again. */
  function isToBeWaitedFor(content: FlagFileContent): boolean {
    if (content.status === 'readable' || !content.mayBeUnfinished) return false
    const state = JSON.stringify(content.problems)
    if (state === unfinished) return !isSettled
    unfinished = state
    isSettled = false
    cancelSettle?.()
    cancelSettle = timers.after(settleMs, () => {
      isSettled = true
      void look()
    })
    return true
  }

  const watcher = watch(absolutePath, { ignoreInitial: true, atomic: false })
  await new Promise<void>((resolve) => {
    watcher.on('all', () => void look())
    // what the system says, some 45 ms before chokidar has made an event of it; it is only a reason to look
    watcher.on('raw', () => void look())
    watcher.on('ready', () => resolve())
    // the system refuses a watch (Linux bounds their number): the clock below still finds every change
    watcher.on('error', () => resolve())
  })
  const stopPolling = timers.every(pollIntervalMs, async () => {
    const now = await fileStamp(absolutePath)
    if (now !== stamp) void look()
    stamp = now
  })
  // what was written between the first look and the watcher's readiness
  await look()

  return {
    ...store,
    async write(request) {
      if (!options.isWritable) return { status: 'read-only' }
      // what somebody has just saved is not to be written over
      await look()
      return store.write(request)
    },
    async close() {
      isClosed = true
      cancelSettle?.()
      stopPolling()
      await watcher.close()
      await store.close()
      audit?.close()
    },
  }
}

/** The file of the audit log, where there is to be one. It begins with what the flag file says. */
function openAudit(options: FileStoreOptions, content: FlagFileContent): FileAudit | undefined {
  const { auditPath, lineage = drawLineage(), maxChanges = 1000, maxChangeLength = 16 * 2 ** 20 } = options
  if (auditPath === undefined) return undefined
  return openFileAudit({
    path: auditPath,
    first: {
      revision: formatRevision(lineage, 0),
      flagSet: content.status === 'readable' ? content.flagSet : { flags: {} },
    },
    maxEntries: Math.max(1, maxChanges),
    maxLength: Math.max(1, maxChangeLength),
    onProblem: options.onAuditProblem,
  })
}

/** How a store goes on where the one before it ended. */
function startOf(audit: FileAudit) {
  const { revision, flagSet } = audit.last
  return { audit, flagSet, lineage: revisionLineage(revision), changeCount: revisionNumber(revision) }
}

/**
 * Decides what of a file's content is to be served, and reports what is wrong with it, once.
 *
 * @param hadGoodFile whether there are flags already that a broken file may not replace.
 */
function createJudge({ path, onProblem }: FileStoreOptions, hadGoodFile: boolean) {
  let reported = '[]'
  return (content: FlagFileContent) => {
    const isGood = isGoodFlagFile(content)
    const flagSet = content.status === 'readable' && (isGood || !hadGoodFile) ? content.flagSet : undefined
    const serving = isGood ? 'file' : flagSet ? 'part' : hadGoodFile ? 'previous' : 'nothing'
    hadGoodFile ||= isGood
    const { problems, omittedProblems } = content
    const state = JSON.stringify(problems)
    if (state !== reported) onProblem?.({ file: path, serving, problems, omittedProblems })
    reported = state
    return flagSet
  }
}

/** Differs when the file was written, replaced or removed. */
async function fileStamp(path: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await stat(path)
    return `${ino} ${size} ${mtimeMs}`
  } catch {
    // not there, or not to be read: `loadFlagFile` says which
    return 'none'
  }
}
