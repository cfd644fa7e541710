import type { JsonObject } from '@halyard/schema'
import { type Command, InvalidArgumentError } from 'commander'
import { isInstant } from '../flag-management.ts'
import { parseJsonObject } from '../parse-json-object.ts'
import { shellWord } from '../shell-word.ts'
import type { Terminal } from '../terminal.ts'
import { addManagedWriteOptions, type WriteOptions, write } from '../write-options.ts'

/** What is to be known of a flag, as the command line says it. Empty texts take away. */
interface ManagementFacts {
  readonly owner?: string
  readonly description?: string
  readonly tag?: readonly string[]
  readonly expires?: string
}

interface CreateOptions extends WriteOptions, ManagementFacts {
  readonly variants: JsonObject
  readonly default: string
}

/** `halyard flag create` and `edit`: what a flag is, apart from whom it is released to. */
export function addFlagDefinitionCommands(flag: Command, terminal: Terminal): void {
  const add = (name: string, summary: string) =>
    addFactOptions(addManagedWriteOptions(flag.command(name)).summary(summary))
  const undo = (key: string) => `halyard flag rollback ${shellWord(key)}`

  add('create <new-key>', 'create a flag; on and off, off by default, where nothing else is said')
    .option('--variants <json>', 'the variants with their values', parseJsonObject, { on: true, off: false })
    .option('--default <variant>', 'the default variant', 'off')
    .action((key: string, options: CreateOptions) => {
      // there is nothing yet that could be taken away
      const facts = withoutNulls(managementOf(options))
      const created = {
        state: 'ENABLED',
        variants: options.variants,
        defaultVariant: options.default,
        ...(facts && { 'x-management': facts }),
      }
      return write({ path: '/flags', body: { key, flag: created } }, undo(key), options, terminal)
    })
  add('edit <key>', 'say whose a flag is, what it is for, and how long it is to be there').action(
    (key: string, options: WriteOptions & ManagementFacts) => {
      const facts = managementOf(options)
      if (!facts) {
        throw new Error(
          'nothing is said that could be changed. Add --owner, --description, --tag or --expires; an empty text takes away.',
        )
      }
      const call = {
        method: 'PATCH',
        path: `/flags/${encodeURIComponent(key)}`,
        body: { patch: { 'x-management': facts } },
      } as const
      return write(call, undo(key), options, terminal)
    },
  )
}

function addFactOptions(command: Command): Command {
  return command
    .option('--owner <name>', 'whose flag it is; only those who manage flags are told')
    .option('--description <text>', 'what it is for')
    .option('--tag <name...>', 'what it belongs to; all its tags')
    .option('--expires <date>', 'when it is expected to be gone, such as 2026-12-31', readExpiry)
}

/** As a JSON Merge Patch, in which `null` takes away; `undefined` where nothing is said. */
function managementOf({ owner, description, tag, expires }: ManagementFacts): JsonObject | undefined {
  const tags = tag?.filter((name) => name !== '')
  const said = Object.entries({ owner, description, expires, tags })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, value?.length ? value : null])
  return said.length > 0 ? Object.fromEntries(said) : undefined
}

function withoutNulls(facts: JsonObject = {}): JsonObject | undefined {
  const said = Object.entries(facts).filter(([, value]) => value !== null)
  return said.length > 0 ? Object.fromEntries(said) : undefined
}

function readExpiry(text: string): string {
  if (text === '' || isInstant(text)) return text
  throw new InvalidArgumentError('Write a date, such as 2026-12-31, or an instant with its zone.')
}
