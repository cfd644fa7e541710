import {
  closeSync,
  existsSync,
  fdatasyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Revision, Snapshot } from '@halyard/protocol/wire'
import type { FlagSet } from '@halyard/schema'
import type { AuditLog } from '../audit-log.ts'
import type { AuditEntry } from '../environment-store.ts'
import { createMemoryAudit } from '../memory-audit.ts'
import {
  type AuditBase,
  type AuditLines,
  advanceBase,
  formatAuditLine,
  readAuditLines,
} from './audit-lines.ts'
import { lockForProcess } from './process-lock.ts'

/** An audit log in a file that outlives its process. */
export interface FileAudit extends AuditLog {
  /** What was written last when it was opened. */
  readonly last: Snapshot
  /** Whether it goes on with what a store before wrote. */
  readonly isResumed: boolean
  /** Lets another process have the file. */
  close(): void
}

/** Where an audit log is kept, and how much of it. */
export interface FileAuditOptions {
  readonly path: string
  /** What is there where the file does not say: the first time, and where it is damaged. */
  readonly first: { readonly revision: Revision; readonly flagSet: FlagSet }
  /** How many entries are kept; the file may hold twice as many for a while. Minimum: 1. */
  readonly maxEntries: number
  /** How many bytes they may have together; the file may hold twice as many for a while. Minimum: 1. */
  readonly maxLength: number
  /** Told that the file was damaged, and where it is kept for whoever can read it. */
  readonly onProblem?: ((error: Error) => void) | undefined
}

/**
 * The place of the audit log of a flag file: in a folder `.halyard` beside it, or beside it where it lies in such a folder.
 *
 * @example fileAuditPath('config/flags.json') // 'config/.halyard/flags.json.audit.jsonl'
 */
export function fileAuditPath(flagFile: string): string {
  const folder = dirname(flagFile)
  const name = `${basename(flagFile)}.audit.jsonl`
  return basename(folder) === '.halyard' ? join(folder, name) : join(folder, '.halyard', name)
}

/**
 * Opens an audit log in a file of JSON lines: the flags that it begins with, then an entry a line. Lines are only added, until there are
 * twice as many as are kept; then a shorter file takes its place.
 *
 * @throws Error when another process has it open, or it cannot be written.
 */
export function openFileAudit(options: FileAuditOptions): FileAudit {
  const { path } = options
  mkdirSync(dirname(path), { recursive: true })
  const unlock = lockForProcess(`${path}.lock`, `keeps the history in ${path}`)
  try {
    return createFileAudit(options, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

function createFileAudit(options: FileAuditOptions, unlock: () => void): FileAudit {
  const { path, first, maxEntries, maxLength, onProblem } = options
  const content = readAuditFile(path, onProblem)
  let base: AuditBase = content?.base ?? { ...first, written: {} }
  let kept: readonly AuditEntry[] = content?.entries ?? []
  let keptLength = lengthOf(kept)
  let fileLength = content?.byteLength ?? replaceFile(path, base, kept)
  let file = openSync(path, 'a')
  // the rest of a line that was not written to its end
  ftruncateSync(file, fileLength)
  const memory = createMemoryAudit(maxEntries, new Map(Object.entries(base.written)))
  for (const entry of kept) memory.append(entry)
  const { revision, flagSet } = advanceBase(base, kept)
  let isClosed = false

  function shorten(): void {
    let start = kept.length
    for (let room = maxLength; start > 0 && kept.length - start < maxEntries; start--) {
      room -= lengthOf(kept.slice(start - 1, start))
      if (room < 0) break
    }
    const nextBase = advanceBase(base, kept.slice(0, start))
    const nextKept = kept.slice(start)
    fileLength = replaceFile(path, nextBase, nextKept)
    closeSync(file)
    file = openSync(path, 'a')
    base = nextBase
    kept = nextKept
    keptLength = lengthOf(kept)
  }

  return {
    ...memory,
    last: { revision, flagSet },
    isResumed: content !== undefined,
    append(entry) {
      const line = Buffer.from(formatAuditLine(entry))
      try {
        writeSync(file, line)
        fdatasyncSync(file)
      } catch (error) {
        ftruncateSync(file, fileLength)
        throw new Error(`the history in ${path} cannot be written: ${(error as Error).message}`, {
          cause: error,
        })
      }
      fileLength += line.length
      keptLength += line.length
      kept = [...kept, entry]
      memory.append(entry)
      if (kept.length <= 2 * maxEntries && keptLength <= 2 * maxLength) return
      try {
        shorten()
      } catch (error) {
        // the entry is written, and a file that is too long is still one
        onProblem?.(new Error(`${path} cannot be shortened: ${(error as Error).message}`, { cause: error }))
      }
    },
    close() {
      if (isClosed) return
      isClosed = true
      closeSync(file)
      unlock()
    },
  }
}

function lengthOf(entries: readonly AuditEntry[]): number {
  return entries.reduce((total, entry) => total + Buffer.byteLength(formatAuditLine(entry)), 0)
}

/** @returns how many bytes it holds then. */
function replaceFile(path: string, base: AuditBase, entries: readonly AuditEntry[]): number {
  const next = `${path}.next`
  try {
    const text = [base, ...entries].map(formatAuditLine).join('')
    writeFileSync(next, text, { flush: true })
    renameSync(next, path)
    return Buffer.byteLength(text)
  } finally {
    rmSync(next, { force: true })
  }
}

/** @returns `undefined` where there is none, or one that was set aside because it is damaged. */
function readAuditFile(path: string, onProblem: FileAuditOptions['onProblem']): AuditLines | undefined {
  if (!existsSync(path)) return undefined
  const lines = readAuditLines(readFileSync(path, 'utf8'))
  if (lines) return lines
  renameSync(path, `${path}.damaged`)
  onProblem?.(
    new Error(`${path} is damaged, so a new history begins. The old one is kept in ${path}.damaged.`),
  )
  return undefined
}
