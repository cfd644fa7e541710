import { setTimeout as wait } from 'node:timers/promises'
import type { ServerName } from '../servers/server-names.ts'
import { startServerProcess } from './server-process.ts'
import { createStreamReaders } from './stream-readers.ts'

/** What a server's streams cost it and their clients. */
export interface StreamCost {
  /** What an idle stream keeps in memory, in bytes. */
  readonly residentBytes: number
  /** From the instant at which a change was accepted to the last client, for each change, in milliseconds. */
  readonly toLastMs: readonly number[]
}

/** So many streams have been there before anything is measured, so that code and buffers are in memory. */
const WARM_UP_STREAMS = 300
const PAUSE_MS = 20

/**
 * Opens streams to a fresh server, and sends them events.
 *
 * @throws Node's error where the machine does not allow so many connections.
 */
export async function measureStreams(name: ServerName, count: number, events: number): Promise<StreamCost> {
  await using server = await startServerProcess(name)
  const readers = createStreamReaders(server.streamUrl)
  let number = 0
  async function sendEvent(): Promise<number> {
    const reached = readers.allReached()
    number += 1
    const acceptedAtMs = await server.change(number)
    return (await reached) - acceptedAtMs
  }

  await readers.open(WARM_UP_STREAMS)
  for (let warmUp = 0; warmUp < events; warmUp += 1) await sendEvent()
  const before = await server.residentBytes()
  await readers.open(WARM_UP_STREAMS + count)
  const residentBytes = ((await server.residentBytes()) - before) / count
  const toLastMs: number[] = []
  while (toLastMs.length < events) {
    toLastMs.push(await sendEvent())
    await wait(PAUSE_MS)
  }
  await readers.close()
  return { residentBytes, toLastMs }
}
