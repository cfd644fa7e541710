import { SERVER_EFFORTS } from './measure/server-effort.ts'
import { reportServer } from './report/report-server.ts'
import { conditions } from './run/conditions.ts'
import { measureServers } from './run/measure-server.ts'
import { repeatRounds } from './run/repeat-rounds.ts'
import { SERVER_NAMES, type ServerName } from './servers/server-names.ts'

const ROOMS = ['server', 'evaluator', 'protocol', 'schema', 'cli']
const NAMES = Object.keys(SERVER_NAMES) as ServerName[]
const LIMIT_MS = 600_000

/**
 * Measures the flag service beside a bare server, over this machine's own network. Says on the error output how far it is.
 *
 * @returns the report.
 */
export async function benchServer(effortName: keyof typeof SERVER_EFFORTS): Promise<string> {
  const effort = SERVER_EFFORTS[effortName]
  const lines = await conditions(ROOMS, [])
  const rounds = await repeatRounds(
    effort.runs,
    LIMIT_MS,
    () => performance.now(),
    (turn) => measureServers(NAMES, turn, effort),
  )
  const early = rounds.length < effort.runs ? `, not ${effort.runs}: this machine was too busy for more` : ''
  return reportServer(
    [
      ...lines.filter(Boolean),
      `Node ${process.versions.node}, a fresh process for each figure, rounds: ${rounds.length}${early}`,
    ],
    rounds,
  )
}
