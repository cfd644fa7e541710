import { CommanderError } from 'commander'
import { Refusal } from './management-client.ts'
import { createProgram } from './program.ts'
import type { Terminal } from './terminal.ts'

/**
 * Runs one command line. With `--json`, what fails is told as one JSON object, too.
 *
 * @param words what follows the program's name.
 * @returns the exit code: 0 fine, 1 the work failed or found errors, 2 the command line is wrong, 3 somebody else's change
 * came first, 4 no variant answers.
 * @example await run(['validate', 'flags.json'], terminal)
 */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0
  const program = createProgram(terminal, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(words, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const { message } = error as Error
    const details = error instanceof Refusal ? error.details : { message }
    terminal.warn(words.includes('--json') ? JSON.stringify({ error: details }) : `error: ${message}`)
    return error instanceof Refusal && error.isConflict ? 3 : 1
  }
}
