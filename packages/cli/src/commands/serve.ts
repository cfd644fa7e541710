import { openSqliteInsights, openSqliteStore } from '@halyard/server'
import { importFlagFile } from '../import-flag-file.ts'
import { addListenOptions, checkHost, type ListenOptions } from '../listen-options.ts'
import { serveUntilInterrupted } from '../serve-until-interrupted.ts'
import type { AddCommand } from './add-command.ts'

interface ServeOptions extends ListenOptions {
  readonly db: string
  readonly import?: string
}

/** `halyard serve`: serves the flags of a database file. */
export const addServeCommand: AddCommand = (program, terminal, finish) => {
  addListenOptions(program.command('serve'))
    .summary('serve the flags of a database file')
    .description('Serves the flags of a SQLite file. Clients that come back resume, also after a restart.')
    .option('--db <path>', 'the database; it is created where there is none', './halyard.db')
    .option('--import <file>', 'write this flag file into the database first')
    .addHelpText(
      'after',
      `
Examples:
  $ halyard serve --import flags.json
  $ halyard serve --db /var/lib/halyard/production.db --port 80 --host 10.0.0.5 --insecure-public
  $ halyard import flags.json   from another terminal: the change is in every open page at once`,
    )
    .action(async (options: ServeOptions) => {
      checkHost(options)
      const onProblem = (error: Error) => terminal.warn(`error: ${error.message}`)
      const store = openSqliteStore({ path: options.db, onProblem })
      if (options.import !== undefined && !(await importFlagFile(options.import, store, terminal))) {
        await store.close()
        return finish(1)
      }
      const insights = openSqliteInsights({ path: options.db })
      await serveUntilInterrupted(store, options.db, options, terminal, insights)
    })
}
