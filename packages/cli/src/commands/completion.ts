import { Argument } from 'commander'
import { completeWords, type LookUpNames } from '../completion/complete-words.ts'
import {
  COMPLETED_SHELLS,
  COMPLETION_SCRIPTS,
  type CompletedShell,
} from '../completion/completion-scripts.ts'
import { callManagement, listEnvironments } from '../management-client.ts'
import type { Terminal } from '../terminal.ts'
import type { AddCommand } from './add-command.ts'

interface JsonOption {
  readonly json?: true
}

/** Who pressed Tab waits no longer than this for a service, in milliseconds. */
const MAX_WAIT_MS = 1000

/** `halyard completion`, and `halyard complete`, which the scripts that it prints ask. */
export const addCompletionCommands: AddCommand = (program, terminal) => {
  program
    .command('completion')
    .summary('print what lets a shell complete commands, options and flag keys')
    .description(
      'Prints a script that lets a shell complete commands and options. Where HALYARD_TOKEN is set, it completes flag keys and environments, too; nothing is said where no service answers.',
    )
    .addArgument(new Argument('<shell>', 'the shell').choices(COMPLETED_SHELLS))
    .option('--json', 'print the script as one JSON object')
    .addHelpText(
      'after',
      `
Examples:
  $ halyard completion bash >> ~/.bashrc
  $ halyard completion zsh > "\${fpath[1]}/_halyard"
  $ source <(halyard completion bash)   for this shell alone`,
    )
    .action((shell: CompletedShell, { json }: JsonOption) => {
      const script = COMPLETION_SCRIPTS[shell]
      terminal.print(json ? JSON.stringify({ shell, script }) : script)
    })
  program
    .command('complete', { hidden: true })
    .summary('say how a command line may go on')
    .description('Says how the last of some words may go on, one candidate a line. For shells.')
    .argument('[words...]', 'what follows `halyard` up to the cursor, after --')
    .option('--json', 'print a list of the candidates')
    .addHelpText(
      'after',
      `
Example:
  $ halyard complete -- flag ro`,
    )
    .action(async (words: readonly string[], { json }: JsonOption) => {
      const candidates = await completeWords(program, words, lookUpNames(terminal))
      if (json) terminal.print(JSON.stringify(candidates))
      else if (candidates.length > 0) terminal.print(candidates.join('\n'))
    })
}

interface Named {
  readonly name: string
}

interface Keyed {
  readonly key: string
}

/** Asks the service that the command line means; whatever goes wrong there are no names, because nobody can read an error there. */
function lookUpNames(terminal: Terminal): LookUpNames {
  return async (thing, options) => {
    if (!terminal.variables.HALYARD_TOKEN) return []
    const address = { url: options.get('--url'), environment: options.get('--environment') }
    const signal = AbortSignal.timeout(MAX_WAIT_MS)
    try {
      if (thing === 'environment') {
        return (await listEnvironments(address, terminal, signal)).map(({ name }) => name)
      }
      if (thing === 'segment') {
        const call = { path: '/segments', signal }
        const { segments } = await callManagement<{ readonly segments: readonly Named[] }>(
          address,
          call,
          terminal,
        )
        return segments.map(({ name }) => name)
      }
      const call = { path: '/flags', query: { archived: 'true' }, signal }
      const { flags } = await callManagement<{ readonly flags: readonly Keyed[] }>(address, call, terminal)
      return flags.map(({ key }) => key)
    } catch {
      return []
    }
  }
}
