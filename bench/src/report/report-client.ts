import { CLIENT_SUBJECTS, type ClientSubjectName } from '../clients/client-subjects.ts'
import { median } from '../measure/median.ts'
import type { Delivery } from '../run/measure-delivery.ts'
import type { PageCosts } from '../run/measuring-browser.ts'
import type { Visits } from '../run/visit-pages.ts'
import { VISITED_PAGES, type VisitedPage, type VisitedPageName } from '../visits/visits.ts'
import { judgeClient } from './client-goals.ts'
import { describeBytes, figure } from './figure.ts'
import { goalTable } from './goal.ts'
import { ratioTo, typical } from './summary.ts'
import { textTable } from './text-table.ts'

/** What one round found out. */
export interface ClientRound {
  readonly pages: ReadonlyMap<ClientSubjectName, PageCosts>
  readonly visits: ReadonlyMap<VisitedPageName, Visits>
  readonly delivery: Delivery
}

/** Everything that one run of the benchmark found out. */
export interface ClientRun {
  /** What was measured where: machine and versions, a line each. */
  readonly conditions: readonly string[]
  /** What the pages carry, in bytes: an SDK, started, and one flag shown. */
  readonly sizes: ReadonlyMap<VisitedPageName, number>
  /** What Halyard's entries weigh with all that they export, in bytes. */
  readonly entries: ReadonlyMap<string, number>
  readonly rounds: readonly ClientRound[]
}

/** The run as text that is both aligned for a terminal and Markdown. */
export function reportClient(run: ClientRun): string {
  return [
    run.conditions.map((line) => `- ${line}`).join('\n'),
    '## A page and its second visit',
    'Size: what starts the SDK and shows one flag, minified and gzipped. First value: from the start of that script, with 1,000 flags kept by the first visit and the network cut.',
    visitTable(run),
    ...keptNothing(),
    '## Reads, memory, changes',
    'Reads with 1,000 flags loaded; all else with 10,000. Free again: until the page can do something else.',
    pageTable(run.rounds),
    '## From the server to the listener',
    'From the start of the write in a real service, with 1,000 flags, to a page. The services of the others cannot be run here, so that they have no row.',
    deliveryTable(run.rounds),
    '## Entries',
    'With all that they export.',
    textTable([['', 'min + gzip'], ...[...run.entries].map(([name, bytes]) => [name, describeBytes(bytes)])]),
    '## Goals',
    goalTable(judgeClient(run)),
  ].join('\n\n')
}

function visitTable({ sizes, rounds }: ClientRun): string {
  return textTable([
    ['', 'size', 'first value', 'slowest', 'visits with a frame before it'],
    ...[...sizes].map(([name, bytes]) => {
      const visits = rounds.flatMap((round) => round.visits.get(name) ?? [])
      const all = visits.flatMap(({ firstValuesMs }) => firstValuesMs)
      const late = visits.reduce((sum, visit) => sum + visit.late, 0)
      const page: VisitedPage = VISITED_PAGES[name]
      return page.keepsNothing === undefined
        ? [page.name, describeBytes(bytes), ms(median(all)), ms(Math.max(...all)), `${late} of ${all.length}`]
        : [page.name, describeBytes(bytes), '–', '–', '–']
    }),
  ])
}

function keptNothing(): string[] {
  return Object.values<VisitedPage>(VISITED_PAGES).flatMap(({ keepsNothing }) =>
    keepsNothing === undefined ? [] : [`– ${keepsNothing}`],
  )
}

function pageTable(rounds: readonly ClientRound[]): string {
  const pages = rounds.map((round) => round.pages)
  const cell = (name: ClientSubjectName, read: (costs: PageCosts) => number): string =>
    figure(typical(pages, name, read))
  return textTable([
    ['', 'read', 'garbage', 'heap', 'heap, all read', 'change to listener', 'free again'],
    ...(Object.keys(CLIENT_SUBJECTS) as ClientSubjectName[]).map((name) => [
      CLIENT_SUBJECTS[name].name,
      `${cell(name, readNs)} ns  ${figure(ratioTo(pages, name, 'map', readNs)).padStart(5)} ×`,
      `${Math.round(typical(pages, name, ({ read }) => read.bytes) ?? 0)} B`,
      `${cell(name, ({ manyFlags }) => manyFlags.loadedBytes / 1e6)} MB`,
      `${cell(name, ({ manyFlags }) => manyFlags.readBytes / 1e6)} MB`,
      `${cell(name, ({ manyFlags }) => manyFlags.change.toListenerMs)} ms`,
      `${cell(name, ({ manyFlags }) => manyFlags.change.toFreeMs)} ms`,
    ]),
  ])
}

const readNs = ({ read }: PageCosts): number => read.ns

function deliveryTable(rounds: readonly ClientRound[]): string {
  const row = (name: string, all: readonly number[]): string[] => {
    const sorted = all.toSorted((a, b) => a - b)
    return [name, ms(median(all)), ms(sorted[Math.floor(sorted.length * 0.9)] ?? Number.NaN), `${all.length}`]
  }
  return textTable([
    ['', 'p50', 'p90', 'writes'],
    row(
      'the first byte, with a bare fetch',
      rounds.flatMap(({ delivery }) => delivery.toByteMs),
    ),
    row(
      'the listener of Halyard’s client',
      rounds.flatMap(({ delivery }) => delivery.toListenerMs),
    ),
  ])
}

function ms(value: number): string {
  return `${figure(value)} ms`
}
