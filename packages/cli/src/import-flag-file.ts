import { type FlagFileProblems, isGoodFlagFile, loadFlagFile, type SqliteStore } from '@halyard/server'
import { describeChanges } from './describe-changes.ts'
import { problemText } from './problem-text.ts'
import type { Terminal } from './terminal.ts'

/** What became of an import. */
export interface ImportOutcome extends FlagFileProblems {
  /** Whether the store says what the file says: it does not where the file has errors. */
  readonly isImported: boolean
  /** What changed, in words. */
  readonly changes: readonly string[]
}

/** Writes a flag file into a store, all of it or nothing. */
export async function importFlagFile(
  file: string,
  store: SqliteStore,
  { user, nowMs }: Terminal,
): Promise<ImportOutcome> {
  const content = await loadFlagFile(file)
  const { problems, omittedProblems } = content
  if (!isGoodFlagFile(content)) return { isImported: false, changes: [], problems, omittedProblems }
  const before = store.current().flagSet
  const change = store.replaceFlagSet(content.flagSet, { author: user, nowMs: nowMs() })
  const changes = change ? describeChanges(before, change.changes) : []
  return { isImported: true, changes, problems, omittedProblems }
}

/** Tells people what was wrong with a file, and what came of that. */
export function warnOfImport(file: string, outcome: ImportOutcome, { warn, colors }: Terminal): void {
  if (outcome.problems.length > 0) warn(problemText(file, outcome, colors))
  if (!outcome.isImported) warn(`Nothing was imported: mend ${file} first.`)
}
