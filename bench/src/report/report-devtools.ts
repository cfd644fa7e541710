import { type FrameCost, WATCHED, type Watched } from '../run/measure-devtools.ts'
import {
  type DevtoolsRound,
  describeShare,
  judgeDevtools,
  listFrameMs,
  shareOfFrame,
} from './devtools-goals.ts'
import { figure } from './figure.ts'
import { goalTable } from './goal.ts'
import { medianOf, typical } from './summary.ts'
import { textTable } from './text-table.ts'

const NAMES = Object.keys(WATCHED) as Watched[]

/**
 * The run as text that is both aligned for a terminal and Markdown.
 *
 * @param conditions what was measured where: machine and versions, a line each.
 */
export function reportDevtools(conditions: readonly string[], rounds: readonly DevtoolsRound[]): string {
  const frames = rounds.map((round) => round.frames)
  const seen = (name: Watched, read: (cost: FrameCost) => number) => typical(frames, name, read)
  const share = (name: Watched) => shareOfFrame(rounds, name)
  return [
    conditions.map((line) => `- ${line}`).join('\n'),
    '## A page that reads 10,000 flags a second',
    textTable([
      ['', 'reads a second', 'frame', 'busy in it', 'more than without, of a frame'],
      ...NAMES.map((name) => [
        WATCHED[name],
        figure(seen(name, ({ readsPerSecond }) => readsPerSecond)),
        `${figure(seen(name, ({ frameMs }) => frameMs))} ms`,
        `${figure(seen(name, ({ busyMs }) => busyMs))} ms`,
        name === 'alone' ? '–' : describeShare(share(name) ?? Number.NaN),
      ]),
    ]),
    '## The list of 5,000 flags, scrolled while flags change',
    textTable([
      ['', 'changes a second', 'half of the frames', '95 of 100', '99 of 100'],
      [
        'panel open',
        figure(medianOf(rounds.map(({ list }) => list.changesPerSecond))),
        ...[0.5, 0.95, 0.99].map((part) => `${figure(listFrameMs(rounds, part))} ms`),
      ],
    ]),
    '## Goals',
    goalTable(judgeDevtools(rounds)),
  ].join('\n\n')
}
