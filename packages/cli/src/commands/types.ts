import { flagTypesOf } from '@halyard/schema/flag-types'
import { isGoodFlagFile, loadFlagFile } from '@halyard/server'
import { type FlagTypesReport, followFlagTypes, writeFlagTypes } from '@halyard/server/flag-types'
import { Option } from 'commander'
import { count, problemText } from '../problem-text.ts'
import { shellWord } from '../shell-word.ts'
import type { Terminal } from '../terminal.ts'
import { untilAborted } from '../until-aborted.ts'
import type { AddCommand } from './add-command.ts'

interface TypesOptions {
  readonly out: string
  readonly watch?: true
  readonly check?: true
  readonly json?: true
}

/** `halyard types`: writes the TypeScript types of a flag file. */
export const addTypesCommand: AddCommand = (program, terminal, finish) => {
  program
    .command('types')
    .summary('write the TypeScript types of a flag file')
    .description(
      'Writes which flags there are and which values they take, so that a misspelt key does not compile and editors complete keys and values. A flag file with an error leaves the types as they are.',
    )
    .argument('[file]', 'the flag file, in the format of flagd', 'flags.json')
    .option('--out <file>', 'the file to write, as src/flags.d.ts; - is standard output', '-')
    .addOption(new Option('--watch', 'go on, and write again when the flags change').conflicts('check'))
    .option('--check', 'write nothing, and end with 1 when the types are not those of the flags')
    .option('--json', 'print one JSON object for each time that the types are looked at')
    .addHelpText(
      'after',
      `
Examples:
  $ halyard types flags.json --out src/flags.d.ts
  $ halyard types flags.json --out src/flags.d.ts --watch
  $ halyard types flags.json --out src/flags.d.ts --check   before a commit, or in CI`,
    )
    .action(async (file: string, options: TypesOptions) => {
      const isFine = await types(file, options, terminal)
      if (!isFine) finish(1)
    })
}

async function types(
  file: string,
  { out, watch, check, json }: TypesOptions,
  terminal: Terminal,
): Promise<boolean> {
  if (out === '-') {
    if (watch || check) throw new Error('--watch and --check need a file of types: name it with --out.')
    return print(file, json, terminal)
  }
  const tell = json ? tellPrograms : tellPeople
  const files = { flags: file, types: out }
  if (watch) {
    const follower = await followFlagTypes({
      ...files,
      onReport: (report) => void tell(file, out, report, terminal),
      onError: ({ message }) => terminal.warn(`error: ${message}`),
    })
    await untilAborted(terminal.interrupted)
    await follower.close()
    return true
  }
  return tell(file, out, await writeFlagTypes(files, check), terminal)
}

async function print(
  file: string,
  json: true | undefined,
  { print, warn, colors }: Terminal,
): Promise<boolean> {
  const content = await loadFlagFile(file)
  if (json) {
    const { problems, omittedProblems } = content
    const types = isGoodFlagFile(content) ? flagTypesOf(content.flagSet) : null
    print(JSON.stringify({ file, types, problems, omittedProblems }))
    return types !== null
  }
  if (content.problems.length > 0) warn(problemText(file, content, colors))
  if (!isGoodFlagFile(content)) return false
  print(flagTypesOf(content.flagSet).trimEnd())
  return true
}

/** @returns whether the types are those of the flags. */
function tellPrograms(file: string, out: string, report: FlagTypesReport, { print }: Terminal): boolean {
  print(JSON.stringify({ file, out, ...report }))
  return report.status === 'written' || report.status === 'current'
}

/** As {@link tellPrograms}, in words. */
function tellPeople(
  file: string,
  out: string,
  report: FlagTypesReport,
  { print, warn, colors }: Terminal,
): boolean {
  const { status, flagCount } = report
  if (report.problems.length > 0) warn(problemText(file, report, colors))
  const flags = count(flagCount, 'flag')
  switch (status) {
    case 'written':
      print(`${out}: written, ${flags}`)
      return true
    case 'current':
      print(`${out}: up to date, ${flags}`)
      return true
    case 'outdated':
      warn(
        `${out} is not what ${file} says. To write it: ${colors.bold(`halyard types ${shellWord(file)} --out ${shellWord(out)}`)}`,
      )
      return false
    case 'faulty':
      warn(`${out} stays as it is: mend ${file} first.`)
      return false
  }
}
