import { parseJson } from '@halyard/protocol/wire'
import type { EvaluationContext } from '@halyard/schema'
import { type ExplainedFlags, explainFlags, isGoodFlagFile, loadFlagFile, readContext } from '@halyard/server'
import { type Command, InvalidArgumentError } from 'commander'
import { callManagement } from './management-client.ts'
import { addManagementOptions, type ManagementCommandOptions } from './management-options.ts'
import { problemText } from './problem-text.ts'
import type { Terminal } from './terminal.ts'

/** For whom flags are explained, and which ones, as the command line says it. */
export interface ExplainCommandOptions extends ManagementCommandOptions {
  readonly context: EvaluationContext
  readonly file?: string
}

/** Gives a command the options of {@link ExplainCommandOptions}. */
export function addExplainOptions(command: Command): Command {
  return addManagementOptions(command)
    .requiredOption('--context <json>', 'for whom, such as {"targetingKey":"user-7"}', parseContext)
    .option('--file <file>', 'the flags of this file, instead of those of a service')
}

/**
 * Explains flags, of a file here or of a running service there.
 *
 * @param flagKey the only flag that is wanted; `undefined` wants all.
 * @returns `undefined` where the file has errors, which were told then.
 * @throws Error when there is no such flag, or nobody answers.
 */
export async function readExplained(
  { file, context, ...address }: ExplainCommandOptions,
  flagKey: string | undefined,
  terminal: Terminal,
): Promise<ExplainedFlags | undefined> {
  if (file === undefined) {
    // not in the address: what is known of a customer is to be in no log
    return callManagement(address, { path: '/explain', body: { context, flag: flagKey } }, terminal)
  }
  const content = await loadFlagFile(file)
  if (!isGoodFlagFile(content)) {
    terminal.warn(problemText(file, content, terminal.colors))
    return undefined
  }
  const explained = await explainFlags(content.flagSet, context, { flagKey, nowMs: terminal.nowMs() })
  if (flagKey === undefined || explained.flags.length > 0) return explained
  throw new Error(
    `${file} has no flag ${flagKey} that anybody gets. Run halyard explain for those that it has.`,
  )
}

function parseContext(text: string): EvaluationContext {
  const context = readContext(parseJson(text))
  if (typeof context !== 'string') return context
  throw new InvalidArgumentError(context)
}
