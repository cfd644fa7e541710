import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Flag, FlagSet } from '@halyard/schema'
import { REPOSITORY } from '../../../scripts/repository.ts'

/** A flags.json of its own that a test edits as a person would. `using` deletes it. */
export interface FlagFile extends Disposable {
  readonly path: string
  /** The flag set as the test last wrote it, or as it began. */
  readonly flagSet: FlagSet
  /** Replaces properties of one flag, and saves. */
  edit(flagKey: string, properties: Partial<Flag>): void
  /** Saves any text. */
  write(text: string): void
}

/** Copies the demo shop's flag file to a folder of its own. */
export function createFlagFile(): FlagFile {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-flags-'))
  const path = join(folder, 'flags.json')
  let flagSet = JSON.parse(readFileSync(join(REPOSITORY, 'playground/shop/flags.json'), 'utf8')) as FlagSet
  const write = (text: string) => writeFileSync(path, text)
  write(JSON.stringify(flagSet, null, 2))
  return {
    path,
    get flagSet() {
      return flagSet
    },
    edit(flagKey, properties) {
      const flag = flagSet.flags[flagKey]
      if (!flag) throw new Error(`the demo has no flag "${flagKey}"`)
      flagSet = { ...flagSet, flags: { ...flagSet.flags, [flagKey]: { ...flag, ...properties } } }
      write(JSON.stringify(flagSet, null, 2))
    },
    write,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  }
}

/** The announcement flag with one variant that says `text`. */
export function announcement(text: string): Partial<Flag> {
  return { variants: { test: { text, tone: 'calm' } }, defaultVariant: 'test' }
}
