import { readFile } from 'node:fs/promises'
import { openSqliteInsights, openSqliteStore, parseSigningKey, type SigningKey } from '@halyard/server'
import { importFlagFile } from '../import-flag-file.ts'
import { addListenOptions, checkHost, type ListenOptions } from '../listen-options.ts'
import { serveUntilInterrupted } from '../serve-until-interrupted.ts'
import type { AddCommand } from './add-command.ts'

interface ServeOptions extends ListenOptions {
  readonly db: string
  readonly import?: string
  readonly signingKey?: string
}

/** `halyard serve`: serves the flags of a database file. */
export const addServeCommand: AddCommand = (program, terminal, finish) => {
  addListenOptions(program.command('serve'))
    .summary('serve the flags of a database file')
    .description('Serves the flags of a SQLite file. Clients that come back resume, also after a restart.')
    .option('--db <path>', 'the database; it is created where there is none', './halyard.db')
    .option('--import <file>', 'write this flag file into the database first')
    .option(
      '--signing-key <file>',
      'sign what pages get with this Ed25519 key (PEM), and print its public half',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ halyard serve --import flags.json
  $ halyard serve --db /var/lib/halyard/production.db --port 80 --host 10.0.0.5 --insecure-public
  $ openssl genpkey -algorithm ed25519 -out signing-key.pem && halyard serve --signing-key signing-key.pem
  $ halyard import flags.json   from another terminal: the change is in every open page at once`,
    )
    .action(async (options: ServeOptions) => {
      checkHost(options)
      const signingKey =
        options.signingKey === undefined ? undefined : await readSigningKey(options.signingKey)
      const onProblem = (error: Error) => terminal.warn(`error: ${error.message}`)
      const store = openSqliteStore({ path: options.db, onProblem })
      if (options.import !== undefined && !(await importFlagFile(options.import, store, terminal))) {
        await store.close()
        return finish(1)
      }
      const insights = openSqliteInsights({ path: options.db })
      await serveUntilInterrupted(store, options.db, { ...options, signingKey }, terminal, insights)
    })
}

/** @throws Error that names the file. */
async function readSigningKey(path: string): Promise<SigningKey> {
  const pem = await readFile(path, 'utf8').catch((error: Error) => {
    throw new Error(`the signing key ${path} cannot be read: ${error.message}`)
  })
  try {
    return parseSigningKey(pem)
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error })
  }
}
