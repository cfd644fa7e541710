import type { Command } from 'commander'
import { Refusal } from './management-client.ts'
import type { Terminal } from './terminal.ts'

/** Which service a command asks, as the command line says it. */
export interface ManagementCommandOptions {
  readonly url?: string
  readonly environment?: string
  readonly json?: true
}

/** What a command ends with when somebody else's change came first. */
const CONFLICT_EXIT_CODE = 3

/** Gives a command the options of {@link ManagementCommandOptions}. */
export function addManagementOptions(command: Command): Command {
  return command
    .option('--url <address>', 'the service; also HALYARD_URL (default: http://127.0.0.1:4870)')
    .option('--environment <name>', 'the environment; also HALYARD_ENVIRONMENT (default: the only one)')
    .option('--json', 'print the answer of the service as it is')
    .addHelpText(
      'after',
      '\nThe token is read from HALYARD_TOKEN, so that it stays out of the shell history.',
    )
}

/** Runs what asks a service, and ends with 3 for a conflict; everything else is told by the program. */
export async function endOn(
  run: () => Promise<void>,
  terminal: Terminal,
  finish: (exitCode: number) => void,
): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof Refusal) || !error.isConflict) throw error
    terminal.warn(`error: ${error.message}`)
    finish(CONFLICT_EXIT_CODE)
  }
}
