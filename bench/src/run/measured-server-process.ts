import { setTimeout as wait } from 'node:timers/promises'
import { toFlagdSet } from '../flags/flagd-format.ts'
import { sampleFlags } from '../flags/sample-flag.ts'
import { startHalyardServer } from '../servers/halyard-server.ts'
import type { MeasuredServer } from '../servers/measured-server.ts'
import { startPlainServer } from '../servers/plain-server.ts'

/**
 * A server under measurement in a process of its own, started with `--expose-gc` and the name of a server. It sends its
 * addresses, and answers `memory` with the resident bytes once garbage is collected, and a number with the instant at which it
 * accepted that change.
 */
const FLAGS = 100
const COLLECTIONS = 5
const SETTLE_MS = 60

if (!process.send || !globalThis.gc)
  throw new Error('this process is started by another one, with --expose-gc')
const send = process.send.bind(process)
const start = process.argv[2] === 'halyard' ? startHalyardServer : startPlainServer
const server: MeasuredServer = await start(toFlagdSet(sampleFlags(FLAGS)))

process.on('message', (order: 'memory' | number) => {
  if (order === 'memory') void settle().then(send)
  else {
    let acceptedAtMs = Number.NaN
    server.change(order, () => (acceptedAtMs = performance.timeOrigin + performance.now()))
    send(acceptedAtMs)
  }
})
process.on('disconnect', () => process.exit())
send({ url: server.url, streamUrl: server.streamUrl })

async function settle(): Promise<number> {
  for (let count = 0; count < COLLECTIONS; count += 1) {
    await globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
    await wait(SETTLE_MS)
  }
  return process.memoryUsage.rss()
}
