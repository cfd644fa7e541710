import { loadFlagFile } from '@halyard/server'
import { count, countProblems, problemText } from '../problem-text.ts'
import type { AddCommand } from './add-command.ts'

interface ValidateOptions {
  readonly json?: true
  readonly strict?: true
}

/** `halyard validate`: checks flag files. */
export const addValidateCommand: AddCommand = (program, terminal, finish) => {
  program
    .command('validate')
    .summary('check flag files')
    .description(
      'Checks flag files. Ends with 0 when they are fine, 1 when one has an error, 2 for a wrong command line.',
    )
    .argument('<file...>', 'flag files, in the format of flagd')
    .option('--strict', 'let warnings fail, too')
    .option('--json', 'print one JSON object per file and line')
    .addHelpText(
      'after',
      `
Examples:
  $ halyard validate flags.json
  $ halyard validate --strict config/*.json`,
    )
    .action(async (files: readonly string[], { json, strict }: ValidateOptions) => {
      for (const file of files) {
        const content = await loadFlagFile(file)
        const { problems, omittedProblems } = content
        const flags = content.status === 'readable' ? Object.keys(content.flagSet.flags).length : 0
        if (problems.some(({ severity }) => strict || severity === 'error')) finish(1)
        if (json) {
          terminal.print(JSON.stringify({ file, flags, problems, omittedProblems }))
          continue
        }
        if (problems.length > 0) terminal.print(problemText(file, content, terminal.colors))
        terminal.print(`${file}: ${count(flags, 'flag')}, ${countProblems(problems)}`)
      }
    })
}
