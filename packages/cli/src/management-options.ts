import type { Command } from 'commander'

/** Which service a command asks, as the command line says it. */
export interface ManagementCommandOptions {
  readonly url?: string
  readonly environment?: string
  readonly json?: true
}

/** Gives a command the options of {@link ManagementCommandOptions}. */
export function addManagementOptions(command: Command): Command {
  return addServiceOptions(command).option(
    '--environment <name>',
    'the environment; also HALYARD_ENVIRONMENT (default: the only one)',
  )
}

/** Gives a command those of them that say nothing of an environment. */
export function addServiceOptions(command: Command): Command {
  return command
    .option('--url <address>', 'the service; also HALYARD_URL (default: http://127.0.0.1:4870)')
    .option('--json', 'print the answer of the service as it is')
    .addHelpText(
      'after',
      '\nThe token is read from HALYARD_TOKEN, so that it stays out of the shell history.',
    )
}
