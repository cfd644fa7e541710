import type { ServerCost } from '../run/measure-server.ts'
import { SERVER_NAMES, type ServerName, STREAM_COUNTS } from '../servers/server-names.ts'
import { figure } from './figure.ts'
import { goalTable } from './goal.ts'
import { judgeServer, residentBytes, type ServerRound, toLast } from './server-goals.ts'
import { ratioTo, typical } from './summary.ts'
import { textTable } from './text-table.ts'

type Read = (cost: ServerCost) => number | null

const NAMES = Object.keys(SERVER_NAMES) as ServerName[]

/**
 * The run as text that is both aligned for a terminal and Markdown.
 *
 * @param conditions what was measured where: machine and versions, a line each.
 */
export function reportServer(conditions: readonly string[], rounds: readonly ServerRound[]): string {
  const time = (name: ServerName, read: Read): string => `${withRatio(rounds, name, read, 'ms')}`
  return [
    conditions.map((line) => `- ${line}`).join('\n'),
    'Each is relative to a bare node:http server that does the same in the same round, and knows nothing of flags.',
    '## Streams',
    textTable([
      ['', 'streams', 'kB for each', 'to the last client, half', '99 of 100'],
      ...STREAM_COUNTS.flatMap((count) =>
        NAMES.map((name) => [
          SERVER_NAMES[name],
          count.toLocaleString('en'),
          figure(inThousands(typical(rounds, name, residentBytes(count)))),
          time(name, toLast(count, 0.5)),
          time(name, toLast(count, 0.99)),
        ]),
      ),
    ]),
    '## All of 100 flags by OFREP, and a start with 10,000',
    textTable([
      ['', 'requests per second', 'of new visitors', 'kB for each', 'start'],
      ...NAMES.map((name) => [
        SERVER_NAMES[name],
        withRatio(rounds, name, ({ requests }) => requests.same.perSecond),
        withRatio(rounds, name, ({ requests }) => requests.new.perSecond),
        figure(inThousands(typical(rounds, name, ({ requests }) => requests.same.bodyBytes))),
        time(name, ({ startMs }) => startMs),
      ]),
    ]),
    '## Goals',
    goalTable(judgeServer(rounds)),
  ].join('\n\n')
}

function withRatio(rounds: readonly ServerRound[], name: ServerName, read: Read, unit = ''): string {
  const ratio = figure(ratioTo(rounds, name, 'plain', read)).padStart(5)
  return `${figure(typical(rounds, name, read))}${unit && ` ${unit}`}  ${ratio} ×`
}

function inThousands(value: number | null): number | null {
  return value === null ? null : value / 1000
}
