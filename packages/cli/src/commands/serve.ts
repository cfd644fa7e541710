import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import {
  type CredentialStore,
  openSqliteCredentials,
  openSqliteInsights,
  parseSigningKey,
  type SigningKey,
} from '@halyard/server'
import { importFlagFile, warnOfImport } from '../import-flag-file.ts'
import { addListenOptions, checkHost, isLoopback, type ListenOptions } from '../listen-options.ts'
import { openEnvironments } from '../serve-environments.ts'
import { serveUntilInterrupted } from '../serve-until-interrupted.ts'
import type { Terminal } from '../terminal.ts'
import type { AddCommand } from './add-command.ts'

interface ServeOptions extends ListenOptions {
  readonly db: string
  readonly environment: string
  readonly also?: readonly string[]
  readonly import?: string
  readonly signingKey?: string
}

/** `halyard serve`: serves the flags of a database file. */
export const addServeCommand: AddCommand = (program, terminal, finish) => {
  addListenOptions(program.command('serve'))
    .summary('serve the flags of a database file')
    .description('Serves the flags of a SQLite file. Clients that come back resume, also after a restart.')
    .option('--db <path>', 'the database; it is created where there is none', './halyard.db')
    .option('--environment <name>', 'the environment whose flags are served', 'production')
    .option('--also <name...>', 'more environments to manage; they are created where there are none')
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
  $ halyard serve --db /var/lib/halyard/production.db --port 80 --host 10.0.0.5
  $ openssl genpkey -algorithm ed25519 -out signing-key.pem && halyard serve --signing-key signing-key.pem
  $ halyard import flags.json   from another terminal: the change is in every open page at once`,
    )
    .action(async (options: ServeOptions) => {
      const signingKey =
        options.signingKey === undefined ? undefined : await readSigningKey(options.signingKey)
      // a refusal is to leave no file behind
      if (!existsSync(options.db)) checkPublic(options, { hasToken: false, hasClientKeys: false })
      const credentials = openSqliteCredentials({ path: options.db })
      const { environment } = options
      const isKeyOf = (credential: ReturnType<CredentialStore['find']>) =>
        credential?.kind === 'client' && credential.environments.includes(environment)
      const hasClientKeys = credentials.list().some(isKeyOf)
      try {
        checkPublic(options, { hasToken: hasManagementToken(credentials), hasClientKeys })
        issueFirstToken(credentials, options, terminal)
        const { db, also = [] } = options
        const environments = openEnvironments(db, environment, also, credentials, terminal)
        const store = environments.served
        try {
          if (options.import !== undefined) {
            const outcome = await importFlagFile(options.import, store, terminal)
            warnOfImport(options.import, outcome, terminal)
            if (!outcome.isImported) return finish(1)
          }
          const { management } = environments
          const admitsClient = hasClientKeys
            ? (secret: string) => isKeyOf(credentials.find(secret))
            : undefined
          const insights = openSqliteInsights({ path: db })
          const how = { ...options, signingKey, management, admitsClient }
          await serveUntilInterrupted(store, db, how, terminal, insights)
        } finally {
          await environments.close()
        }
      } finally {
        credentials.close()
      }
    })
}

/** @throws Error where other machines could reach what nobody has to log in for. */
function checkPublic(
  options: ServeOptions,
  { hasToken, hasClientKeys }: { readonly hasToken: boolean; readonly hasClientKeys: boolean },
): void {
  if (hasToken && hasClientKeys) return
  const missing = [
    !hasToken && `  $ halyard token create admin --db ${options.db}`,
    !hasClientKeys && `  $ halyard token create web --client ${options.environment} --db ${options.db}`,
  ].filter((line) => line !== false)
  checkHost(
    options,
    `To have everybody log in, make first what is missing, and start again:\n${missing.join('\n')}\n`,
  )
}

function hasManagementToken(credentials: CredentialStore): boolean {
  return credentials.list().some(({ kind }) => kind === 'management')
}

/** The first start on this machine makes a token, so that there is something to begin with; it is told this once. */
function issueFirstToken(
  credentials: CredentialStore,
  { host, json }: ServeOptions,
  terminal: Terminal,
): void {
  if (!isLoopback(host) || hasManagementToken(credentials)) return
  const scope = { name: 'admin', kind: 'management', environments: ['*'], verbs: ['read', 'write'] } as const
  const token = credentials.issue(scope, terminal.nowMs())
  terminal.print(
    json
      ? JSON.stringify({ event: 'token', name: scope.name, token })
      : `A management token, shown this once. Where you run \`halyard flag\`:\n  ${terminal.colors.bold(`export HALYARD_TOKEN=${token}`)}\nTo make others: \`halyard token create\`.\n`,
  )
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
