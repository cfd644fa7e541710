import { isRevision, parseJson, type Revision, revisionLineage, revisionNumber } from '@halyard/protocol/wire'
import { applyFlagSetChanges, type FlagSet, isJsonObject } from '@halyard/schema'
import { type AuditEntry, partsOf } from '../environment-store.ts'
import { type PartWriting, writtenAgain } from '../memory-audit.ts'

/** Where the entries of an audit file begin: its first line. */
export interface AuditBase {
  readonly revision: Revision
  /** The flags as they were written at that revision. */
  readonly flagSet: FlagSet
  /** What is known of every part that was written before. */
  readonly written: { readonly [part: string]: PartWriting }
}

/** What an audit file holds. */
export interface AuditLines {
  readonly base: AuditBase
  /** In the order of their revisions, without a gap. */
  readonly entries: readonly AuditEntry[]
  /** How many bytes of the file hold that. What comes after is a line that was not written to its end. */
  readonly byteLength: number
}

/** One line of an audit file. */
export function formatAuditLine(content: AuditBase | AuditEntry): string {
  return `${JSON.stringify(content)}\n`
}

/**
 * Reads the text of an audit file: the base, then one entry a line. A last line that is not whole is passed over, because a process
 * may be killed, or a machine lose its power, in the middle of a write that nobody was told of yet.
 *
 * @returns `null` where anything before the last line is not what was written there.
 */
export function readAuditLines(text: string): AuditLines | null {
  const [first = '', ...others] = text.split('\n').slice(0, -1)
  const base = parseBase(first)
  if (!base) return null
  const entries: AuditEntry[] = []
  let byteLength = Buffer.byteLength(first) + 1
  for (const [index, line] of others.entries()) {
    const entry = parseEntry(line, entries.at(-1)?.revision ?? base.revision)
    if (!entry && index < others.length - 1) return null
    if (!entry) break
    entries.push(entry)
    byteLength += Buffer.byteLength(line) + 1
  }
  return { base, entries, byteLength }
}

/** The base of what follows, after some entries. */
export function advanceBase(base: AuditBase, entries: readonly AuditEntry[]): AuditBase {
  const written = { ...base.written }
  let { revision, flagSet } = base
  for (const entry of entries) {
    revision = entry.revision
    flagSet = applyFlagSetChanges(flagSet, entry.after)
    for (const part of partsOf(entry.after)) written[part] = writtenAgain(written[part], entry)
  }
  return { revision, flagSet, written }
}

function parseBase(line: string): AuditBase | undefined {
  const value = parseJson(line)
  const isBase =
    isJsonObject(value) &&
    isRevision(value.revision) &&
    isJsonObject(value.flagSet) &&
    isJsonObject(value.flagSet.flags) &&
    isJsonObject(value.written) &&
    Object.values(value.written).every(isPartWriting)
  return isBase ? (value as unknown as AuditBase) : undefined
}

function isPartWriting(value: unknown): boolean {
  return isJsonObject(value) && [value.number, value.firstMs, value.lastMs].every(Number.isFinite)
}

function parseEntry(line: string, previous: Revision): AuditEntry | undefined {
  const value = parseJson(line)
  const isEntry =
    isJsonObject(value) &&
    isRevision(value.revision) &&
    revisionLineage(value.revision) === revisionLineage(previous) &&
    revisionNumber(value.revision) === revisionNumber(previous) + 1 &&
    Number.isFinite(value.atMs) &&
    [value.author, value.action, value.reason].every((text) => typeof text === 'string') &&
    (value.before === null || isJsonObject(value.before)) &&
    isJsonObject(value.after)
  return isEntry ? (value as unknown as AuditEntry) : undefined
}
