import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import {
  type CredentialStore,
  createDiskCheck,
  observeInsights,
  openSqliteCredentials,
  parseSigningKey,
  type SigningKey,
} from '@halyard/server'
import { InvalidArgumentError } from 'commander'
import { importFlagFile, warnOfImport } from '../import-flag-file.ts'
import { addListenOptions, checkHost, isLoopback, type ListenOptions } from '../listen-options.ts'
import { addOperatingOptions, boundsOf, type OperatingChoices } from '../operating-options.ts'
import { openEnvironments } from '../serve-environments.ts'
import { serveUntilInterrupted } from '../serve-until-interrupted.ts'
import { openServiceLog, type ServiceLog } from '../service-log.ts'
import type { Terminal } from '../terminal.ts'
import { watchService } from '../watch-service.ts'
import type { AddCommand } from './add-command.ts'

interface ServeOptions extends ListenOptions, OperatingChoices {
  readonly db: string
  readonly environment: string
  readonly also?: readonly string[]
  readonly import?: string
  readonly signingKey?: string
  readonly keepRecords: number
}

const DAY_MS = 86_400_000
/** Counts go no further back. */
const MAX_KEPT_DAYS = 400

/** `halyard serve`: serves the flags of a database file. */
export const addServeCommand: AddCommand = (program, terminal, finish) => {
  addOperatingOptions(addListenOptions(program.command('serve')))
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
    .option(
      '--keep-records <days>',
      'how long single exposures are kept beside the counts, for reports of who saw what; 0 keeps none',
      parseDays,
      30,
    )
    .addHelpText(
      'after',
      `
Examples:
  $ halyard serve --import flags.json
  $ halyard serve --db /var/lib/halyard/production.db --port 80 --host 10.0.0.5
  $ halyard serve --log json --allow-origin https://app.example.com --trust-proxy 10.0.0.0/8
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
        const log = await openServiceLog(options, terminal)
        issueFirstToken(credentials, options, log, terminal)
        const { db, also = [] } = options
        const { metrics, observer } = await watchService(log)
        const environments = openEnvironments(db, environment, also, credentials, {
          now: terminal.nowMs,
          onProblem: log.problem,
          wrote: observer.wrote,
          keeping: { recordRetentionMs: options.keepRecords * DAY_MS },
        })
        const store = environments.served
        try {
          if (options.import !== undefined) {
            const outcome = await importFlagFile(options.import, store, terminal)
            warnOfImport(options.import, outcome, terminal)
            if (!outcome.isImported) return finish(1)
          }
          const { management, admission } = environments
          const admitsClient = hasClientKeys
            ? (secret: string) => isKeyOf(credentials.find(secret))
            : undefined
          const insights = observeInsights(environments.insights, observer.counted)
          const how = {
            ...options,
            ...boundsOf(options),
            ...{ signingKey, management, admitsClient, log },
            isReady: createDiskCheck(db, log.problem),
            metrics: { ...metrics, admission, environment },
            observeStreams: observer.streams,
            answered: observer.answered,
          }
          await serveUntilInterrupted(store, db, how, terminal, insights)
        } finally {
          await environments.close()
        }
      } finally {
        credentials.close()
      }
    })
}

function parseDays(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
  if (days <= MAX_KEPT_DAYS) return days
  throw new InvalidArgumentError(`Records are kept for a whole number of days from 0 to ${MAX_KEPT_DAYS}.`)
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
  { db, host, json, log: format }: ServeOptions,
  log: ServiceLog,
  terminal: Terminal,
): void {
  if (!isLoopback(host) || hasManagementToken(credentials)) return
  if (format === 'json') {
    // what collects logs is no place for a secret
    const message = `there is no management token yet; make one with: halyard token create admin --db ${db}`
    log.say('no-token', { message }, message)
    return
  }
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
