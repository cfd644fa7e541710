import type { SheetCost } from '../run/measure-playground.ts'
import { figure } from './figure.ts'
import { goalTable } from './goal.ts'
import { judgePlayground, meanFrameMs } from './playground-goals.ts'
import { medianOf } from './summary.ts'
import { textTable } from './text-table.ts'

const MEGABYTE = 1_000_000

/**
 * The run as text that is both aligned for a terminal and Markdown.
 *
 * @param conditions what was measured where: machine and versions, a line each.
 */
export function reportPlayground(conditions: readonly string[], rounds: readonly SheetCost[]): string {
  const seen = (read: (cost: SheetCost) => number | undefined): string =>
    figure(medianOf(rounds.map((round) => read(round) ?? null)))
  const within = (share: number): string =>
    `${seen(({ framesMs }) => framesMs[Math.ceil(framesMs.length * share) - 1])} ms`
  const heap = (when: keyof SheetCost['heap']): string => `${seen((cost) => cost.heap[when] / MEGABYTE)} MB`
  return [
    conditions.map((line) => `- ${line}`).join('\n'),
    '## 24 cells of the demo shop',
    textTable([
      [
        '',
        'until all show what they will show',
        'busy in it',
        'heap before',
        'with them',
        'when they are gone',
      ],
      [
        'the sheet',
        `${seen(({ settledMs }) => settledMs)} ms`,
        `${seen(({ settledBusyMs }) => settledBusyMs)} ms`,
        heap('before'),
        heap('during'),
        heap('after'),
      ],
    ]),
    '## The sheet, scrolled',
    textTable([
      ['', 'mean frame', 'busy in it', 'half of the frames', '95 of 100', '99 of 100'],
      [
        'from end to end',
        `${figure(meanFrameMs(rounds))} ms`,
        `${seen(({ frameBusyMs }) => frameBusyMs)} ms`,
        ...[0.5, 0.95, 0.99].map(within),
      ],
    ]),
    '## Goals',
    goalTable(judgePlayground(rounds)),
  ].join('\n\n')
}
