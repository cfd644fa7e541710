import { Command, CommanderError } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { addAuditCommand } from './commands/audit.ts'
import { addDevCommand } from './commands/dev.ts'
import { addEvaluateCommand } from './commands/evaluate.ts'
import { addExplainCommand } from './commands/explain.ts'
import { addExportCommand } from './commands/export.ts'
import { addFlagCommand } from './commands/flag.ts'
import { addImportCommand } from './commands/import.ts'
import { addReportCommand } from './commands/report.ts'
import { addServeCommand } from './commands/serve.ts'
import { addTokenCommand } from './commands/token.ts'
import { addTriggerCommand } from './commands/trigger.ts'
import { addTypesCommand } from './commands/types.ts'
import { addValidateCommand } from './commands/validate.ts'
import type { Terminal } from './terminal.ts'

/**
 * Runs one command line.
 *
 * @param words what follows the program's name.
 * @returns the exit code: 0 fine, 1 the work failed or found errors, 2 the command line is wrong, 3 somebody else's change
 * came first, 4 no variant answers.
 * @example await run(['validate', 'flags.json'], terminal)
 */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0
  const program = new Command('halyard')
    .description('Feature flags from a file or an embedded database, live in every open page.')
    .version(manifest.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.warn(text.trimEnd()),
    })
    .showHelpAfterError('Run with --help to see what is possible.')
    .addHelpText(
      'after',
      `
Examples:
  $ halyard dev flags.json --init   create a flag file, serve it, and follow every edit
  $ halyard validate flags.json     check a flag file, for example before a commit
  $ halyard types flags.json --out src/flags.d.ts
  $ halyard serve --import flags.json`,
    )
  for (const add of [
    addDevCommand,
    addServeCommand,
    addTokenCommand,
    addFlagCommand,
    addTriggerCommand,
    addAuditCommand,
    addExplainCommand,
    addEvaluateCommand,
    addReportCommand,
    addExportCommand,
    addImportCommand,
    addValidateCommand,
    addTypesCommand,
  ]) {
    add(program, terminal, (code) => {
      exitCode = code
    })
  }
  try {
    await program.parseAsync(words, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    terminal.warn(`error: ${(error as Error).message}`)
    return 1
  }
}
