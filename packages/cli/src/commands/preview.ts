import { InvalidArgumentError, Option } from 'commander'
import { type PictureReport, picturePreviews } from '../preview/picture-previews.ts'
import { count } from '../problem-text.ts'
import { shellWord } from '../shell-word.ts'
import type { Terminal } from '../terminal.ts'
import type { AddCommand } from './add-command.ts'

interface PreviewOptions {
  readonly out: string
  readonly cell?: readonly string[]
  readonly check?: true
  readonly tolerance: number
  readonly timeout: number
  readonly json?: true
}

/** `halyard preview`: pictures of what the playground shows. */
export const addPreviewCommand: AddCommand = (program, terminal, finish) => {
  program
    .command('preview')
    .summary('take pictures of what the playground shows, or compare with stored ones')
    .description(
      'Opens a link to the playground in the browser of this machine, without a window, and takes a picture of every cell at its true size, or one of the whole sheet. With --check it writes no picture over a stored one, and ends with 1 when one is not as it was.',
    )
    .argument('<link>', "as copied from the playground's address bar")
    .option(
      '--out <path>',
      'a folder for a picture of each cell, or a .png file for the whole sheet',
      'previews',
    )
    .option('--cell <id...>', 'only these cells, as the playground’s links name them: s.0.0.0')
    .option('--check', 'compare with the pictures that are there')
    .addOption(
      new Option('--tolerance <percent>', 'how many of all pixels may differ, with --check')
        .argParser(between(0, 100))
        .default(0),
    )
    .addOption(
      new Option('--timeout <seconds>', 'how long a page may take').argParser(between(1, 600)).default(30),
    )
    .option('--json', 'print one JSON object for each picture')
    .addHelpText(
      'after',
      `
The browser is CHROME_PATH, or else Chromium, Chrome or Edge where they are usually installed.

Examples:
  $ halyard preview 'http://127.0.0.1:4880/?flag=hero' --out previews
  $ halyard preview 'http://127.0.0.1:4880/?flag=hero' --out sheet.png
  $ halyard preview 'http://127.0.0.1:4880/?flag=hero' --out previews --check   in CI`,
    )
    .action(async (link: string, { timeout, tolerance, cell: cellIds, ...options }: PreviewOptions) => {
      const reports: PictureReport[] = []
      const pictures = picturePreviews(
        link,
        { ...options, cellIds, tolerance: tolerance / 100, patienceMs: timeout * 1000 },
        terminal,
      )
      for await (const report of pictures) {
        reports.push(report)
        tell(report, options.json, terminal)
      }
      const bad = reports.filter(({ outcome }) => !FINE.has(outcome))
      if (bad.length > 0) finish(1)
      if (!options.json) summarise(reports.length, bad, link, options, terminal)
    })
}

const FINE: ReadonlySet<PictureReport['outcome']> = new Set(['taken', 'same'])

function tell(
  { outcome, file, label, message }: PictureReport,
  json: true | undefined,
  { print, colors }: Terminal,
): void {
  if (json) {
    print(JSON.stringify({ outcome, file, label, message }))
    return
  }
  const paint = FINE.has(outcome) ? colors.green : colors.red
  print(
    `${paint(outcome.padEnd(OUTCOME_WIDTH))}  ${file}${message === '' ? '' : `\n${' '.repeat(OUTCOME_WIDTH)}  ${message}`}`,
  )
}

const OUTCOME_WIDTH = 'other-size'.length

function summarise(
  total: number,
  bad: readonly PictureReport[],
  link: string,
  { check, out }: Pick<PreviewOptions, 'check' | 'out'>,
  { print }: Terminal,
): void {
  if (!check) {
    print(`${count(total - bad.length, 'picture')} in ${out}.`)
    return
  }
  if (bad.length === 0) {
    print(`${count(total, 'picture')} as stored in ${out}.`)
    return
  }
  const isWanted = bad.every(({ outcome }) => outcome !== 'failed')
  print(
    `${bad.length} of ${count(total, 'picture')} not as stored in ${out}.${
      isWanted ? ` If that is wanted: halyard preview ${shellWord(link)} --out ${shellWord(out)}` : ''
    }`,
  )
}

function between(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text)
    if (text.trim() !== '' && number >= least && number <= most) return number
    throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`)
  }
}
