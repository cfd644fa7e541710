import { Command } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { addAuditCommand } from './commands/audit.ts'
import { addCompletionCommands } from './commands/completion.ts'
import { addDevCommand } from './commands/dev.ts'
import { addEnvironmentCommands } from './commands/env.ts'
import { addEvaluateCommand } from './commands/evaluate.ts'
import { addExplainCommand } from './commands/explain.ts'
import { addExportCommand } from './commands/export.ts'
import { addFlagCommand } from './commands/flag.ts'
import { addImportCommand } from './commands/import.ts'
import { addPreviewCommand } from './commands/preview.ts'
import { addReportCommand } from './commands/report.ts'
import { addSegmentCommands } from './commands/segment.ts'
import { addServeCommand } from './commands/serve.ts'
import { addTokenCommand } from './commands/token.ts'
import { addTriggerCommand } from './commands/trigger.ts'
import { addTypesCommand } from './commands/types.ts'
import { addValidateCommand } from './commands/validate.ts'
import type { Terminal } from './terminal.ts'

const ADD_COMMANDS = [
  addDevCommand,
  addServeCommand,
  addTokenCommand,
  addFlagCommand,
  addSegmentCommands,
  addTriggerCommand,
  addEnvironmentCommands,
  addAuditCommand,
  addExplainCommand,
  addEvaluateCommand,
  addReportCommand,
  addExportCommand,
  addImportCommand,
  addValidateCommand,
  addTypesCommand,
  addPreviewCommand,
  addCompletionCommands,
] as const

/**
 * Makes the tree of all commands.
 *
 * @param finish takes the exit code of a run that is not 0.
 * @example createProgram(terminal, finish).commands.map((command) => command.name()) // ['dev', 'serve', …]
 */
export function createProgram(terminal: Terminal, finish: (exitCode: number) => void): Command {
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
    .addHelpText(
      'afterAll',
      `
Ends with:
  0   it is done
  1   it is refused, it failed, or what was looked at has errors
  2   the command line is wrong
  3   somebody else's change came first, and nothing was written
  4   no variant answers, for \`halyard evaluate\``,
    )
  for (const add of ADD_COMMANDS) add(program, terminal, finish)
  return program
}
