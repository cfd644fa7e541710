import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { diffFlagSets, type FlagSet, type FlagSetChanges } from '@halyard/schema'
import { editFlagFile } from './edit-flag-file.ts'
import { readFlagFile } from './load-flag-file.ts'

/**
 * Writes changes into a flag file: all of them or nothing, also for whoever reads it in that instant. A link stays a link, and
 * the file's mode stays as it is.
 *
 * @param expected what the file says, as far as the writer knows.
 * @throws Error that says what to do, when the file says something else, has errors, or cannot be written.
 */
export function writeFlagFile(path: string, expected: FlagSet, changes: FlagSetChanges): void {
  const target = realpathSync(path)
  const bytes = readFileSync(target)
  const content = readFlagFile(bytes)
  if (content.status !== 'readable' || content.problems.some(({ severity }) => severity === 'error')) {
    throw new Error(
      `${path} has errors and stays as it is. Mend it, see \`halyard validate\`, and try again.`,
    )
  }
  if (diffFlagSets(content.flagSet, expected)) {
    throw new Error(`${path} was changed in this instant and stays as it is. Look at it, and try again.`)
  }
  const text = new TextDecoder().decode(bytes)
  if (Array.isArray((JSON.parse(text) as { flags: unknown }).flags)) {
    throw new Error(`${path} lists its flags, and stays as it is. Write "flags" as an object by key.`)
  }
  const next = `${target}.halyard-${process.pid}`
  try {
    writeFileSync(next, editFlagFile(text, changes), { mode: statSync(target).mode, flush: true })
    renameSync(next, target)
  } finally {
    rmSync(next, { force: true })
  }
}
