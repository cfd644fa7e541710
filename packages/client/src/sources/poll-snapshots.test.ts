import { expect, it } from 'vitest'
import { pollSnapshots } from './poll-snapshots.ts'
import type { ReadingEnd } from './read-service.ts'

interface Polling {
  readonly end: ReadingEnd | undefined
  /** What was read, waited for and said, in this order. */
  readonly log: readonly unknown[]
}

async function poll(polls: number, dice = 0.5, ends: readonly ReadingEnd[] = []): Promise<Polling> {
  const log: unknown[] = []
  const left = [...ends]
  const end = await pollSnapshots({
    polls,
    attempt: 3,
    error: 'answered 404',
    pollIntervalMs: 10_000,
    random: () => dice,
    sink: {
      held: { revision: 'l.7', flagSet: { flags: {} } },
      receive: (event) => log.push(event) > 0,
      onDiagnostic: ({ code }) => void log.push(code),
    },
    async read({ name, resume }) {
      log.push([name, resume('l.7')])
      return left.shift()
    },
    wait: async (delayMs) => void log.push(Math.round(delayMs)),
  })
  return { end, log }
}

const READ = ['snapshot', { 'if-none-match': '"l.7"' }]

it('says with the first of them that streams do not get through, and why', async () => {
  const error = 'answered 404; it is asked for snapshots every 10 s instead'
  const log = [{ type: 'lost', attempt: 3, error }, 'stream-refused', READ, 10_000]
  expect(await poll(1)).toEqual({ end: undefined, log })
})

it('asks as often as it is told, at once and then at intervals, and says nothing of it again', async () => {
  expect(await poll(3)).toEqual({ end: undefined, log: [READ, 10_000, READ, 10_000, READ, 10_000] })
})

it.each([
  [0, 8000],
  [0.999, 11_996],
])('spreads its polls by a fifth: where the dice say %d, it waits %i ms', async (dice, delayMs) => {
  expect((await poll(2, dice)).log).toEqual([READ, delayMs, READ, delayMs])
})

it('says that what is held is current, and ends with a snapshot that cannot be had', async () => {
  const failure = { error: 'answered 500', status: 500 }
  const log = [READ, { type: 'current', revision: 'l.7' }, 10_000, READ]
  const ends = [{ error: 'answered 304', status: 304 }, failure]
  expect(await poll(16, 0.5, ends)).toEqual({ end: failure, log })
})
