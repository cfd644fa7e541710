import type { FlagSetChanges } from '@halyard/schema'
import type { AuditEntry } from '@halyard/server'
import type { Command } from 'commander'
import { describeEntry } from '../describe-write.ts'
import { formatTable } from '../format-table.ts'
import { formatUtc } from '../format-utc.ts'
import { listSome } from '../list-some.ts'
import { callManagement, listEnvironments } from '../management-client.ts'
import { addServiceOptions, type ManagementCommandOptions } from '../management-options.ts'
import { count } from '../problem-text.ts'
import type { Terminal } from '../terminal.ts'
import { addWriteOptions, type WriteOptions, write } from '../write-options.ts'
import type { AddCommand } from './add-command.ts'

interface CopyOptions extends WriteOptions {
  readonly flags?: readonly string[]
  readonly segments?: readonly string[]
}

/** `halyard env`: compares and changes whole environments of a running service. */
export const addEnvironmentCommands: AddCommand = (program, terminal) => {
  const env = program
    .command('env')
    .summary('compare and change whole environments of a running service')
    .description('Lists, compares, copies and rolls back whole environments of a running service.')
    .addHelpText(
      'after',
      `
Examples:
  $ halyard env compare staging production             what a copy would change in production
  $ halyard env copy staging production --flags checkout banner --dry-run
  $ halyard env rollback production k3x9q2.17          as it was at that revision`,
    )
  const add = (name: string, summary: string, example: string): Command =>
    addServiceOptions(env.command(name)).summary(summary).description(`Example:\n  $ halyard env ${example}`)

  add('list', 'say which environments there are, and who changed them last', 'list').action(
    (options: ManagementCommandOptions) => list(options, terminal),
  )
  add('compare', 'say what a copy would change', 'compare staging production')
    .argument('<from>', 'the environment that is to be as it is')
    .argument('<to>', 'the environment that would change')
    .action((from: string, to: string, options: ManagementCommandOptions) =>
      compare(from, to, options, terminal),
    )
  addWriteOptions(
    add(
      'copy',
      'take over flags and segments from another environment; all of them, where none is named',
      'copy staging production --dry-run',
    ),
  )
    .argument('<from>', 'the environment that is to be as it is')
    .argument('<to>', 'the environment that changes')
    .option('--flags <keys...>', 'only these flags')
    .option('--segments <names...>', 'only these segments')
    .action((from: string, to: string, { flags, segments, ...options }: CopyOptions) => {
      const call = { path: '/copy', body: { from, flags, segments } }
      return write(call, undo(to), { ...options, environment: to }, terminal)
    })
  addWriteOptions(
    add('rollback', 'write a whole environment as it was at a revision', 'rollback production k3x9q2.17'),
  )
    .argument('<environment>', 'the environment')
    .argument('<revision>', 'the revision, as `halyard audit` tells it')
    .action((environment: string, revision: string, options: WriteOptions) =>
      write(
        { path: '/rollback', body: { revision } },
        undo(environment),
        { ...options, environment },
        terminal,
      ),
    )
}

function undo(environment: string): string {
  return `halyard env rollback ${environment}`
}

async function list(options: ManagementCommandOptions, terminal: Terminal): Promise<void> {
  const listed = await listEnvironments(options, terminal)
  const environments = await Promise.all(
    listed.map(async ({ name }) => {
      const address = { ...options, environment: name }
      const [state, { entries }] = await Promise.all([
        callManagement<{ readonly revision: string; readonly flags: number }>(
          address,
          { path: '' },
          terminal,
        ),
        callManagement<{ readonly entries: readonly AuditEntry[] }>(
          address,
          { path: '/audit', query: { limit: '1' } },
          terminal,
        ),
      ])
      return { name, ...state, lastChange: entries[0] ?? null }
    }),
  )
  const { print, colors, width } = terminal
  if (options.json) return print(JSON.stringify(environments))
  const rows = environments.map(({ name, revision, flags, lastChange }) => [
    name,
    String(flags),
    revision,
    lastChange ? `${formatUtc(lastChange.atMs)} by ${lastChange.author}` : 'never',
  ])
  print(formatTable(['environment', 'flags', 'revision', 'last change (UTC)'], rows, colors, width))
}

async function compare(
  from: string,
  to: string,
  options: ManagementCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const call = { path: '/compare', query: { with: from } }
  const address = { ...options, environment: to }
  const [comparison, here] = await terminal.waitFor(
    'Comparing',
    Promise.all([
      callManagement<{ readonly changes: FlagSetChanges }>(address, call, terminal),
      callManagement<FlagSetChanges>(address, { path: '/export' }, terminal),
    ]),
  )
  if (options.json) return terminal.print(JSON.stringify(comparison))
  const differences = describeEntry(here, comparison.changes)
  if (differences.length === 0) return terminal.print(`${to} is as ${from} already.`)
  const { bold, dim } = terminal.colors
  terminal.print(
    [
      `To be as ${bold(from)}, ${bold(to)} needs ${count(differences.length, 'change')}:`,
      ...listSome(differences).map((difference) => `  ${difference}`),
      dim(`To make them: halyard env copy ${from} ${to}`),
    ].join('\n'),
  )
}
