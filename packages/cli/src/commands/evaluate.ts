import { withoutControls } from '@halyard/server'
import { addExplainOptions, type ExplainCommandOptions, readExplained } from '../explain-options.ts'
import type { AddCommand } from './add-command.ts'

/** What the command ends with when no variant answers. */
const FALLBACK_EXIT_CODE = 4

/** `halyard evaluate`: the value of one flag. */
export const addEvaluateCommand: AddCommand = (program, terminal, finish) => {
  addExplainOptions(program.command('evaluate'))
    .summary('the value of a flag for somebody')
    .description(
      'Prints the value of a flag for an evaluation context as JSON, and the reason below it. Ends with 0 when a variant answers, 1 when the flag cannot be evaluated, 2 for a wrong command line, 4 when the fallback of the code stands.',
    )
    .argument('<key>', 'the flag')
    .addHelpText(
      'after',
      `
Examples:
  $ halyard evaluate checkout --context '{"targetingKey":"user-7"}'
  $ halyard evaluate checkout --context '{"plan":"team"}' --file flags.json`,
    )
    .action(async (key: string, options: ExplainCommandOptions) => {
      const [flag] = (await readExplained(options, key, terminal))?.flags ?? []
      if (!flag) return finish(1)
      const { value, variant, reason, errorCode, nextChangeAtMs, sentences } = flag
      if (errorCode !== null) finish(1)
      else if (variant === null) finish(FALLBACK_EXIT_CODE)
      if (options.json) {
        return terminal.print(JSON.stringify({ key, value, variant, reason, errorCode, nextChangeAtMs }))
      }
      terminal.print(variant === null ? '(the fallback of the code)' : JSON.stringify(value))
      terminal.print(withoutControls(`${errorCode ?? reason}: ${sentences[0] ?? ''}`))
    })
}
