import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A flag file whose only flag, `counter`, is a number that only grows. `using` deletes it. */
export interface CounterFile extends Disposable {
  readonly path: string
  /** What the file says. */
  readonly count: number
  /** Says the next number. */
  countUp(): void
}

/** Creates a file that says 1, in a folder of its own. */
export function createCounterFile(): CounterFile {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-counter-'))
  const path = join(folder, 'flags.json')
  let count = 0
  const countUp = (): void => {
    count += 1
    const counter = { state: 'ENABLED', variants: { now: count }, defaultVariant: 'now' }
    writeFileSync(`${path}.next`, JSON.stringify({ flags: { counter } }))
    // At once, so that nobody reads half of it.
    renameSync(`${path}.next`, path)
  }
  countUp()
  return {
    path,
    get count() {
      return count
    },
    countUp,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  }
}
