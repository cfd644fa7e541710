import type { ServerEffort } from '../measure/server-effort.ts'
import type { Visitors } from '../servers/bulk-request.ts'
import { type ServerName, STREAM_COUNTS } from '../servers/server-names.ts'
import { inTurn } from './in-turn.ts'
import { measureRequests, type RequestCost } from './measure-requests.ts'
import { measureStart } from './measure-start.ts'
import { measureStreams, type StreamCost } from './measure-streams.ts'

/** What one server needs for everything that is measured. */
export interface ServerCost {
  /** By how many streams there are; without those that the machine does not allow. */
  readonly streams: ReadonlyMap<number, StreamCost>
  readonly requests: Readonly<Record<Visitors, RequestCost>>
  readonly startMs: number
}

/**
 * Measures servers beside each other: the same thing of one after the other, so that what else the machine does is the same
 * for both. Says on the error output how far it is.
 *
 * @param turn another one has another server come first.
 */
export async function measureServers(
  names: readonly ServerName[],
  turn: number,
  effort: ServerEffort,
): Promise<ReadonlyMap<ServerName, ServerCost>> {
  const order = inTurn(names, turn)
  const streams = new Map(order.map((name) => [name, new Map<number, StreamCost>()]))
  for (const count of STREAM_COUNTS) {
    console.error(`${turn + 1}/${effort.runs}  ${count} streams`)
    for (const name of order) {
      const cost = await measureStreams(name, count, effort.events).catch(whereImpossible)
      if (cost) streams.get(name)?.set(count, cost)
    }
  }
  console.error(`${turn + 1}/${effort.runs}  requests, and starts`)
  const costs = new Map<ServerName, ServerCost>()
  for (const name of order) {
    const requests = {
      same: await measureRequests(name, 'same', effort.requestMs),
      new: await measureRequests(name, 'new', effort.requestMs),
    }
    const startMs = await measureStart(name)
    costs.set(name, { streams: streams.get(name) ?? new Map(), requests, startMs })
  }
  return costs
}

/** Too many open files, or no port left: the machine does not allow so many connections. */
function whereImpossible(error: NodeJS.ErrnoException): null {
  if (!['EMFILE', 'ENFILE', 'EADDRNOTAVAIL'].includes(error.code ?? '')) throw error
  console.error(`not possible on this machine: ${error.message}`)
  return null
}
