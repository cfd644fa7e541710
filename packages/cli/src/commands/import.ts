import { openSqliteStore } from '@halyard/server'
import { importFlagFile } from '../import-flag-file.ts'
import type { AddCommand } from './add-command.ts'

/** `halyard import`: writes a flag file into a database. */
export const addImportCommand: AddCommand = (program, terminal, finish) => {
  program
    .command('import')
    .summary('write a flag file into a database')
    .description(
      'Checks a flag file and writes it into a SQLite file, all of it or nothing. A running `halyard serve` passes the changes on at once.',
    )
    .argument('<file>', 'the flag file, in the format of flagd')
    .option('--db <path>', 'the database; it is created where there is none', './halyard.db')
    .addHelpText(
      'after',
      `
Example:
  $ halyard import flags.json --db halyard.db`,
    )
    .action(async (file: string, { db }: { readonly db: string }) => {
      const store = openSqliteStore({
        path: db,
        onProblem: ({ message }) => terminal.warn(`error: ${message}`),
      })
      try {
        const changes = await importFlagFile(file, store, terminal)
        if (!changes) return finish(1)
        const { revision } = store.current()
        if (changes.length === 0) return terminal.print(`${db} says the same already (revision ${revision}).`)
        terminal.print([...changes, `${db} is at revision ${revision}.`].join('\n'))
      } finally {
        await store.close()
      }
    })
}
