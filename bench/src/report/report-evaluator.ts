import type { Measurement } from '../measure/measure-subject.ts'
import type { LoadTiming } from '../measure/time-loading.ts'
import { SUBJECTS, type SubjectName } from '../subjects/subjects.ts'
import { judgeSize, judgeSpeed } from './evaluator-goals.ts'
import { figure } from './figure.ts'
import { goalTable } from './goal.ts'
import { type Column, EVALUATION_COLUMNS, type Round, ratioTo, typical } from './summary.ts'
import { textTable } from './text-table.ts'

/** Everything that one run of the benchmark found out. */
export interface EvaluatorRun {
  /** What was measured where: machine and versions, a line each. */
  readonly conditions: readonly string[]
  readonly places: readonly { readonly name: string; readonly rounds: readonly Round[] }[]
  readonly evaluatorBytes: number
}

const NAMES = Object.keys(SUBJECTS) as SubjectName[]

/** The run as text that is both aligned for a terminal and Markdown. */
export function reportEvaluator({ conditions, places, evaluatorBytes }: EvaluatorRun): string {
  return [
    conditions.map((line) => `- ${line}`).join('\n'),
    ...places.flatMap(({ name, rounds }) => [
      `## ${name}`,
      'One evaluation with 1,000 flags loaded; × the closure by hand.',
      evaluationTable(rounds),
      'From text to the first answer; × `JSON.parse` of the same text, in brackets the first load of a process; – where it would take too long.',
      loadingTable(rounds),
      goalTable(judgeSpeed(rounds)),
    ]),
    '## Size',
    goalTable([judgeSize(evaluatorBytes)]),
  ].join('\n\n')
}

function evaluationTable(rounds: readonly Round[]): string {
  const cell = (name: SubjectName, { read }: Column): string => {
    const value = typical(rounds, name, read)
    return `${figure(value)} ns ${times(ratioTo(rounds, name, 'closure', read))}`
  }
  return textTable([
    ['', ...EVALUATION_COLUMNS.map(({ title }) => title)],
    ...NAMES.map((name) => [SUBJECTS[name].name, ...EVALUATION_COLUMNS.map((column) => cell(name, column))]),
  ])
}

function loadingTable(rounds: readonly Round[]): string {
  return textTable([
    ['', 'text of 1,000', 'load 1,000', 'load 10,000', 'change 1 of 10,000'],
    ...NAMES.map((name) => [
      SUBJECTS[name].name,
      `${figure(typical(rounds, name, ({ load1000 }) => load1000.length / 1000))} kB`,
      loadingCell(rounds, name, ({ load1000 }) => load1000),
      loadingCell(rounds, name, ({ load10000 }) => load10000),
      `${figure(typical(rounds, name, ({ changeMs }) => changeMs))} ms`,
    ]),
  ])
}

function loadingCell(
  rounds: readonly Round[],
  name: SubjectName,
  read: (measurement: Measurement) => LoadTiming | null,
): string {
  const [ms, usual, first] = (['ms', 'perParse', 'firstPerParse'] as const).map((part) =>
    typical(rounds, name, (measurement) => read(measurement)?.[part] ?? null),
  )
  return `${figure(ms)} ms ${times(usual)} (${figure(first)})`
}

function times(ratio: number | null | undefined): string {
  return `${figure(ratio).padStart(5)} ×`
}
