import type { AudienceReport, CustomersReport, StaleReport, UsageReport } from '@halyard/server'
import { type Command, Option } from 'commander'
import { formatTable } from '../format-table.ts'
import { formatUtc } from '../format-utc.ts'
import { callManagement, fetchCsv, serviceUrl } from '../management-client.ts'
import { addManagementOptions, type ManagementCommandOptions } from '../management-options.ts'
import { adviseOnAudience, adviseOnCustomers, adviseOnStaleFlags, adviseOnUsage } from '../report-advice.ts'
import { shellWord } from '../shell-word.ts'
import type { Terminal } from '../terminal.ts'
import type { AddCommand } from './add-command.ts'

interface ReportOptions extends ManagementCommandOptions {
  readonly csv?: true
}

interface PageOptions extends ReportOptions {
  readonly since?: string
  readonly until?: string
  readonly after?: string
  readonly limit?: string
}

/** `halyard report`: how flags are used. */
export const addReportCommand: AddCommand = (program, terminal) => {
  const report = program
    .command('report')
    .summary('how flags are used, by whom, and which nobody sees any more')
    .description('Reports how the flags of a running service are used, from the exposures that pages send.')
    .addHelpText(
      'after',
      `
Examples:
  $ halyard report usage --flag checkout --by hour
  $ halyard report stale --days 90
  $ halyard report who checkout
  $ halyard report customers plan --csv > plans.csv`,
    )
  const add = (name: string, summary: string, example: string) =>
    addManagementOptions(report.command(name))
      .summary(summary)
      .description(`${summary.slice(0, 1).toUpperCase()}${summary.slice(1)}.`)
      .addOption(new Option('--csv', 'print the answer as CSV, for a spreadsheet').conflicts('json'))
      .addHelpText('after', `\nExample:\n  $ halyard report ${example}`)

  addPeriod(
    add('usage', 'how often flags were shown and evaluated, by variant', 'usage --flag checkout'),
    '30 days ago, or 2 by hour',
  )
    .option('--flag <key>', 'only this flag')
    .addOption(
      new Option(
        '--by <span>',
        'what is counted together (default: day for one flag, period for all)',
      ).choices(['hour', 'day', 'period']),
    )
    .action(
      ({ flag, by, since, until, ...options }: PageOptions & { flag?: string; by?: UsageReport['by'] }) =>
        print<UsageReport>('usage', { flag, by, since, until }, options, terminal, (answer, url) =>
          answer.rows.length === 0
            ? adviseOnUsage(answer, url)
            : draw(
                ['from (UTC)', 'flag', 'variant', 'exposures', 'evaluations'],
                answer.rows.map(({ fromMs, flagKey, variant, exposures, evaluations }) => [
                  formatUtc(fromMs, answer.by === 'day' ? 'day' : 'minute'),
                  flagKey,
                  variant,
                  exposures,
                  evaluations,
                ]),
                terminal,
              ),
        ),
    )
  add('stale', 'flags that nobody was shown or evaluated for some days', 'stale --days 90')
    .option('--days <number>', 'for how long, 365 at most (default: 30)')
    .action(({ days, ...options }: ReportOptions & { days?: string }) =>
      print<StaleReport>('stale', { days }, options, terminal, (answer, url) => {
        const advice = adviseOnStaleFlags(answer, terminal.nowMs(), url)
        if (answer.rows.length === 0) return advice
        const day = (atMs: number | null, none: string) => (atMs === null ? none : formatUtc(atMs, 'day'))
        const rows = answer.rows.map(({ flagKey, state, lastSeenMs, createdAtMs, changedAtMs }) => [
          flagKey,
          state.toLowerCase(),
          day(lastSeenMs, 'never'),
          day(createdAtMs, ''),
          day(changedAtMs, ''),
        ])
        return `${draw(['flag', 'state', 'last seen', 'created', 'changed'], rows, terminal)}\n\n${advice}`
      }),
    )
  addPages(
    add('who <flag>', 'who was shown which variant of a flag', 'who checkout'),
    'targeting key',
  ).action((flag: string, { since, until, after, limit, ...options }: PageOptions) =>
    print<AudienceReport>('who', { flag, since, until, after, limit }, options, terminal, (answer, url) =>
      answer.rows.length === 0
        ? adviseOnAudience(answer, url)
        : draw(
            ['targeting key', 'variant', 'exposures', 'first (UTC)', 'last (UTC)'],
            answer.rows.map(({ targetingKey, variant, exposures, firstAtMs, lastAtMs }) => [
              targetingKey,
              variant,
              exposures,
              formatUtc(firstAtMs),
              formatUtc(lastAtMs),
            ]),
            terminal,
            answer.next,
          ),
    ),
  )
  addPages(
    add('customers <attribute>', 'what was shown to those with each value of an attribute', 'customers plan'),
    'value',
  )
    .option('--flag <key>', 'only this flag')
    .action(
      (
        attribute: string,
        { flag, since, until, after, limit, ...options }: PageOptions & { flag?: string },
      ) =>
        print<CustomersReport>(
          'customers',
          { attribute, flag, since, until, after, limit },
          options,
          terminal,
          (answer, url) =>
            answer.rows.length === 0
              ? adviseOnCustomers(answer, url)
              : draw(
                  [attribute, 'flag', 'variant', 'exposures', 'targeting keys'],
                  answer.rows.map(({ value, flagKey, variant, exposures, targetingKeys }) => [
                    value,
                    flagKey,
                    variant,
                    exposures,
                    targetingKeys,
                  ]),
                  terminal,
                  answer.next,
                ),
        ),
    )
}

function addPeriod(command: Command, start = '30 days ago'): Command {
  return command
    .option(
      '--since <instant>',
      `a day such as 2026-12-01, or 2026-12-01T09:00:00Z (default: ${start})`,
      atMidnight,
    )
    .option('--until <instant>', 'the same (default: now)', atMidnight)
}

function addPages(command: Command, unit: string): Command {
  return addPeriod(command)
    .option('--after <text>', `only what comes after this ${unit}, for the next page`)
    .option('--limit <count>', `how many of them, 10000 at most (default: 1000)`)
}

/** A day begins at midnight, in UTC like everything that is reported. */
function atMidnight(text: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text
}

/** Asks for a report, and prints it as it was wanted. @param describe makes text for people of it. */
async function print<Report extends object>(
  name: string,
  query: { readonly [parameter: string]: string | undefined },
  options: ReportOptions,
  terminal: Terminal,
  describe: (report: Report, url: string) => string,
): Promise<void> {
  const call = { path: `/reports/${name}`, query }
  if (options.csv) {
    const { csv, next } = await fetchCsv(options, call, terminal)
    // printing ends the last line
    terminal.print(csv.replace(/\n$/, ''))
    if (next !== null) terminal.warn(thereIsMore(next))
    return
  }
  const report = await callManagement<Report>(options, call, terminal)
  terminal.print(
    options.json ? JSON.stringify(report) : describe(report, serviceUrl(options, terminal).origin),
  )
}

function draw(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  { colors, width }: Terminal,
  next: string | null = null,
): string {
  const table = formatTable(
    header,
    rows.map((row) => row.map(String)),
    colors,
    width,
  )
  return next === null ? table : `${table}\n${colors.dim(`  … ${thereIsMore(next)}`)}`
}

function thereIsMore(next: string): string {
  return `there is more: add --after ${shellWord(next)}`
}
