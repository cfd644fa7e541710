import { addExplainOptions, type ExplainCommandOptions, readExplained } from '../explain-options.ts'
import { describeExplained, formatExplained } from '../format-explained.ts'
import type { AddCommand } from './add-command.ts'

interface ExplainOptions extends ExplainCommandOptions {
  readonly flag?: string
  readonly why?: true
}

/** `halyard explain`: what somebody has, and why. */
export const addExplainCommand: AddCommand = (program, terminal, finish) => {
  addExplainOptions(program.command('explain'))
    .summary('what somebody has, and why')
    .description(
      'Lists what every flag is for an evaluation context, until when, and with --why or --flag the parts of the rule that it hangs on. Ends with 0 when it is told, 1 when it cannot be, 2 for a wrong command line.',
    )
    .option('--flag <key>', 'only this flag, with the reason')
    .option('--why', 'the reason of every flag')
    .addHelpText(
      'after',
      `
Examples:
  $ halyard explain --context '{"targetingKey":"customer-7","plan":"team"}'
  $ halyard explain --context '{"targetingKey":"customer-7"}' --flag checkout
  $ halyard explain --context '{}' --file flags.json --why`,
    )
    .action(async ({ flag, why, ...options }: ExplainOptions) => {
      const explained = await readExplained(options, flag, terminal)
      if (!explained) return finish(1)
      if (options.json) return terminal.print(JSON.stringify(explained))
      const { flags, omittedFlags } = explained
      terminal.print(formatExplained(flags, terminal.colors))
      if (omittedFlags > 0) {
        terminal.print(terminal.colors.dim(`  … and ${omittedFlags} more. Ask for one with --flag.`))
      }
      if (!why && flag === undefined) return
      for (const explainedFlag of flags) {
        terminal.print(`\n${describeExplained(explainedFlag, terminal.colors)}`)
      }
    })
}
