import type { TargetingRule } from '@halyard/schema'
import { formatTable } from '../format-table.ts'
import { callManagement } from '../management-client.ts'
import { addManagementOptions, type ManagementCommandOptions } from '../management-options.ts'
import { parseJsonObject } from '../parse-json-object.ts'
import type { Terminal } from '../terminal.ts'
import { addManagedWriteOptions, type WriteOptions, write } from '../write-options.ts'
import type { AddCommand } from './add-command.ts'

interface SegmentList {
  readonly segments: readonly { readonly name: string; readonly rule: TargetingRule }[]
}

/** `halyard segment`: reads and changes the rules that flags of a running service share. */
export const addSegmentCommands: AddCommand = (program, terminal) => {
  const segment = program
    .command('segment')
    .summary('read and change the segments of a running service')
    .description(
      'Reads and changes segments: named rules that flags share, as in `halyard flag target checkout on --segment staff`.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ halyard segment set staff '{"ends_with": [{"var": "email"}, "@example.com"]}'
  $ halyard segment list`,
    )
  addManagementOptions(segment.command('list'))
    .summary('list the segments')
    .action((options: ManagementCommandOptions) => list(options, terminal))
  addManagedWriteOptions(segment.command('set <segment> <rule>'))
    .summary('write a segment, there or not: a JSONLogic rule')
    .action((name: string, rule: string, options: WriteOptions) =>
      change('PUT', name, { rule: parseJsonObject(rule) }, options, terminal),
    )
  addManagedWriteOptions(segment.command('remove <segment>'))
    .summary('remove a segment that no rule refers to')
    .action((name: string, options: WriteOptions) => change('DELETE', name, {}, options, terminal))
}

async function list(options: ManagementCommandOptions, terminal: Terminal): Promise<void> {
  const answer = await callManagement<SegmentList>(options, { path: '/segments' }, terminal)
  const { print, colors, width } = terminal
  if (options.json) return print(JSON.stringify(answer))
  if (answer.segments.length === 0)
    return print('There are no segments yet. To write one: halyard segment set')
  const rows = answer.segments.map(({ name, rule }) => [name, JSON.stringify(rule)])
  print(formatTable(['segment', 'rule'], rows, colors, width))
}

function change(
  method: 'PUT' | 'DELETE',
  name: string,
  body: object,
  options: WriteOptions,
  terminal: Terminal,
): Promise<void> {
  const environment = options.environment ?? terminal.variables.HALYARD_ENVIRONMENT
  const undo = environment && `halyard env rollback ${environment}`
  return write({ method, path: `/segments/${encodeURIComponent(name)}`, body }, undo, options, terminal)
}
