import { PLAIN } from '../problem-text.ts'
import { run } from '../run.ts'
import type { Terminal } from '../terminal.ts'
import type { FinishedRun } from './halyard-process.ts'

/** A terminal that nobody looks at. */
export const quietTerminal: Terminal = {
  print: () => undefined,
  warn: () => undefined,
  colors: PLAIN,
  waitFor: (_, promise) => promise,
  interrupted: AbortSignal.abort(),
  user: 'ada',
  variables: {},
  nowMs: () => 0,
}

/** Runs a command line in this process: what it asks may be a process of its own. */
export async function runHere(
  words: readonly string[],
  variables: { readonly [name: string]: string } = {},
  nowMs = 0,
): Promise<FinishedRun> {
  const output: string[] = []
  const errors: string[] = []
  const exitCode = await run(words, {
    ...quietTerminal,
    print: (text) => output.push(text),
    warn: (text) => errors.push(text),
    variables,
    nowMs: () => nowMs,
  })
  return { exitCode, output: output.join('\n'), errors: errors.join('\n') }
}
