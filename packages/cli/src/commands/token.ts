import { type CredentialStore, openSqliteCredentials } from '@halyard/server'
import { formatTable } from '../format-table.ts'
import type { Terminal } from '../terminal.ts'
import type { AddCommand } from './add-command.ts'

interface TokenOptions {
  readonly db: string
  readonly json?: true
}

interface CreateOptions extends TokenOptions {
  readonly client?: string
  readonly environment: readonly string[]
  readonly readOnly?: true
}

/** `halyard token`: makes and revokes what opens a service. */
export const addTokenCommand: AddCommand = (program, terminal, finish) => {
  const token = program
    .command('token')
    .summary('make and revoke what opens a service')
    .description(
      'Makes and revokes management tokens and client keys in a database. A running `halyard serve` minds it at once; only the first client key of an environment counts from the next start on.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ halyard token create ci --environment staging
  $ halyard token create web --client production   a key for the pages of an environment
  $ halyard token create ci --environment staging  again: a new secret, the old one opens nothing any more
  $ halyard token revoke ci`,
    )
  const add = (name: string, summary: string) =>
    token
      .command(name)
      .summary(summary)
      .description(`Example:\n  $ halyard token ${name}`)
      .option('--db <path>', 'the database; it is created where there is none', './halyard.db')
      .option('--json', 'print one JSON object')

  add('create', 'make a token or key, and print its secret once')
    .argument('<name>', 'what the audit log calls it')
    .option('--client <environment>', 'make a client key, for the pages of this environment')
    .option('--environment <name...>', 'the environments that a token is for', ['*'])
    .option('--read-only', 'let the token change nothing')
    .action((name: string, options: CreateOptions) =>
      withCredentials(options, (credentials) => create(name, options, credentials, terminal)),
    )
  add('list', 'say which there are').action((options: TokenOptions) =>
    withCredentials(options, (credentials) => {
      const listed = credentials.list()
      if (options.json) return terminal.print(JSON.stringify(listed))
      const rows = listed.map(({ name, kind, environments, verbs }) => [
        name,
        kind,
        environments.join(', '),
        verbs.join(', '),
      ])
      terminal.print(
        formatTable(['name', 'kind', 'environments', 'may'], rows, terminal.colors, terminal.width),
      )
    }),
  )
  add('revoke', 'let a token or key open nothing any more')
    .argument('<name>', 'what it is called')
    .action((name: string, options: TokenOptions) =>
      withCredentials(options, (credentials) => {
        const isRevoked = credentials.revoke(name)
        if (options.json) terminal.print(JSON.stringify({ name, isRevoked }))
        else terminal.print(isRevoked ? `${name} opens nothing any more.` : `There is no ${name}.`)
        if (!isRevoked) finish(1)
      }),
    )
}

function create(
  name: string,
  options: CreateOptions,
  credentials: CredentialStore,
  terminal: Terminal,
): void {
  const { client, environment, readOnly, json } = options
  const secret = credentials.issue(
    client === undefined
      ? {
          name,
          kind: 'management',
          environments: environment,
          verbs: readOnly ? ['read'] : ['read', 'write'],
        }
      : { name, kind: 'client', environments: [client], verbs: [] },
    terminal.nowMs(),
  )
  terminal.print(
    json
      ? JSON.stringify({ name, secret })
      : `${terminal.colors.bold(secret)}\nThis is shown once; only its hash is kept.`,
  )
}

function withCredentials({ db }: TokenOptions, use: (credentials: CredentialStore) => void): void {
  const credentials = openSqliteCredentials({ path: db })
  try {
    use(credentials)
  } finally {
    credentials.close()
  }
}
