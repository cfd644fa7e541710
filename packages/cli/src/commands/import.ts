import { openSqliteStore } from '@halyard/server'
import { importFlagFile, warnOfImport } from '../import-flag-file.ts'
import { listSome } from '../list-some.ts'
import type { AddCommand } from './add-command.ts'

interface ImportOptions {
  readonly db: string
  readonly environment: string
  readonly json?: true
}

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
    .option('--environment <name>', 'the environment; it is created where there is none', 'production')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      `
Example:
  $ halyard import flags.json --db halyard.db`,
    )
    .action(async (file: string, { db, environment, json }: ImportOptions) => {
      const store = openSqliteStore({
        path: db,
        environment,
        onProblem: ({ message }) => terminal.warn(`error: ${message}`),
      })
      try {
        const outcome = await importFlagFile(file, store, terminal)
        const { revision } = store.current()
        if (!outcome.isImported) finish(1)
        if (json) return terminal.print(JSON.stringify({ file, db, revision, ...outcome }))
        warnOfImport(file, outcome, terminal)
        const { isImported, changes } = outcome
        if (!isImported) return
        if (changes.length === 0) return terminal.print(`${db} says the same already (revision ${revision}).`)
        terminal.print([...listSome(changes), `${db} is at revision ${revision}.`].join('\n'))
      } finally {
        await store.close()
      }
    })
}
