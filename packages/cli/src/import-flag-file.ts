import { isGoodFlagFile, loadFlagFile, type SqliteStore } from '@halyard/server'
import { describeChanges } from './describe-changes.ts'
import { problemText } from './problem-text.ts'
import type { Terminal } from './terminal.ts'

/**
 * Writes a flag file into a store, all of it or nothing. Prints warnings, and errors.
 *
 * @returns what changed, in words; `null` when the file has errors.
 */
export async function importFlagFile(
  file: string,
  store: SqliteStore,
  terminal: Terminal,
): Promise<readonly string[] | null> {
  const content = await loadFlagFile(file)
  if (content.problems.length > 0) terminal.warn(problemText(file, content, terminal.colors))
  if (!isGoodFlagFile(content)) {
    terminal.warn(`Nothing was imported: mend ${file} first.`)
    return null
  }
  const before = store.current().flagSet
  const change = store.replaceFlagSet(content.flagSet, { author: terminal.user, nowMs: terminal.nowMs() })
  return change ? describeChanges(before, change.changes) : []
}
