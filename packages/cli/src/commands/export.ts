import { callManagement } from '../management-client.ts'
import { addManagementOptions, type ManagementCommandOptions } from '../management-options.ts'
import type { AddCommand } from './add-command.ts'

/** `halyard export`: the flags of a running service as a flag file. */
export const addExportCommand: AddCommand = (program, terminal) => {
  addManagementOptions(program.command('export'))
    .summary('print the flags of a running service as a flag file')
    .description('Prints the flags of a running service as they are written, in the format of flagd.')
    .addHelpText(
      'after',
      `
Example:
  $ halyard export --environment production > flags.json`,
    )
    .action(async (options: ManagementCommandOptions) => {
      const flagSet = await callManagement(options, { path: '/export' }, terminal)
      terminal.print(JSON.stringify(flagSet, null, options.json ? 0 : 2))
    })
}
