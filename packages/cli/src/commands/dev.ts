import { existsSync } from 'node:fs'
import {
  createManagementApi,
  createMemoryInsights,
  type FlagFileReport,
  fileAuditPath,
  openAdmission,
  openFileStore,
} from '@halyard/server'
import { addListenOptions, checkHost, isLoopback, type ListenOptions } from '../listen-options.ts'
import { addOriginOption } from '../operating-options.ts'
import { PLAIN, problemText } from '../problem-text.ts'
import { serveUntilInterrupted } from '../serve-until-interrupted.ts'
import { shellWord } from '../shell-word.ts'
import { writeStarterFlagFile } from '../starter-flag-file.ts'
import type { Terminal } from '../terminal.ts'
import type { AddCommand } from './add-command.ts'

interface DevOptions extends ListenOptions {
  readonly init?: true
  readonly write?: true
  readonly allowOrigin?: readonly string[]
}

/** `halyard dev`: serves a flag file and follows every edit. */
export const addDevCommand: AddCommand = (program, terminal) => {
  addOriginOption(addListenOptions(program.command('dev')))
    .summary('serve a flag file and follow every edit')
    .description('Serves a flag file and follows every edit: a saved change is in every open page at once.')
    .argument('[file]', 'the flag file, in the format of flagd', 'flags.json')
    .option('--init', 'create the file with two flags to begin with, where there is none')
    .option(
      '--write',
      'let the management API and `halyard flag` write into the file, and keep its history in .halyard/ beside it',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ halyard dev --init               create flags.json and serve it
  $ halyard dev config/flags.json --port 5000
  $ halyard dev --json | jq .event   for scripts: listening, changed, problem, mended, stopped`,
    )
    .action((file: string, options: DevOptions) => dev(file, options, terminal))
}

async function dev(file: string, options: DevOptions, terminal: Terminal): Promise<void> {
  checkHost(options)
  if (options.init) await init(file, options, terminal)
  const onProblem = ({ message }: Error) => terminal.warn(`error: ${message}`)
  const store = await openFileStore({
    path: file,
    isWritable: options.write === true,
    auditPath: options.write && fileAuditPath(file),
    onAuditProblem: onProblem,
    onProblem: (report) => tell(report, options, terminal),
  })
  // nobody has to log in here, so nobody elsewhere may come in
  const insights = createMemoryInsights()
  const management = isLoopback(options.host)
    ? createManagementApi({
        environments: new Map([['development', store]]),
        insights: new Map([['development', insights]]),
        admission: openAdmission(terminal.user),
        now: terminal.nowMs,
        onProblem,
      })
    : undefined
  await serveUntilInterrupted(
    store,
    file,
    { ...options, management, allowedOrigins: options.allowOrigin },
    terminal,
    insights,
  )
}

async function init(file: string, options: DevOptions, { print }: Terminal): Promise<void> {
  const isNew = await writeStarterFlagFile(file)
  if (options.json) return
  print(
    isNew ? `Created ${file} with two flags to begin with.` : `${file} is there already and stays as it is.`,
  )
}

/** A terminal has room for so many problems; `halyard validate` tells all. */
const MAX_SHOWN = 5

const CONSEQUENCES: { readonly [serving in FlagFileReport['serving']]: string } = {
  file: 'The flags are served as they stand.',
  part: 'The other flags are served.',
  previous: 'The last good flags go on being served.',
  nothing: 'No flags are served until this is mended.',
}

function tell(report: FlagFileReport, { json }: DevOptions, { print, warn, colors }: Terminal): void {
  const { file, serving, problems } = report
  if (problems.length === 0) {
    const message = `${file} is fine again.`
    print(json ? JSON.stringify({ event: 'mended', file, message }) : colors.green(message))
    return
  }
  const describe = (paint: Terminal['colors']) =>
    `${problemText(file, report, paint, MAX_SHOWN)}\n${consequence(file, serving)}`
  if (json) print(JSON.stringify({ event: 'problem', file, serving, message: describe(PLAIN), problems }))
  else warn(describe(colors))
}

function consequence(file: string, serving: FlagFileReport['serving']): string {
  const hint = existsSync(file)
    ? ''
    : `\nTo create a file to begin with: halyard dev ${shellWord(file)} --init`
  return CONSEQUENCES[serving] + hint
}
