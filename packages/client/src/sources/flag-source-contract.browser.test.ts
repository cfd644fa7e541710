import { formatRevision } from '@halyard/protocol/wire'
import type { Flag } from '@halyard/schema'
import { describe } from 'vitest'
import { createFakeClock } from '../testing/fake-clock.ts'
import { createFakeOfrepServer } from '../testing/fake-ofrep-server.ts'
import { createFakeStreamServer } from '../testing/fake-stream-server.ts'
import { flag } from '../testing/fake-view.ts'
import { ofrepSource } from './ofrep/ofrep-source.ts'
import { staticSource } from './static-source.ts'
import { streamSource } from './stream-source.ts'
import { describeFlagSource, type SourceUnderTest } from './testing/flag-source-contract.ts'

const url = 'https://flags.test'
const hero = (value: string): { hero: Flag } => ({ hero: flag('a', { a: value }) })
const refusal = (): Response => new Response('', { status: 401 })

function underStream(value: string): SourceUnderTest {
  const clock = createFakeClock()
  const server = createFakeStreamServer()
  let number = 1
  let flags = hero(value)
  const source = streamSource({
    url,
    clock,
    async fetch(input, init) {
      const response = await server.fetch(input, init)
      const [connection, revision] = [server.connections.at(-1), formatRevision('l', number)]
      connection?.say({ type: 'hello', revision, heartbeatMs: 1_000_000 })
      if (connection?.headers.get('last-event-id') !== revision) {
        connection?.say({ type: 'snapshot', revision, flagSet: { flags } })
      }
      return response
    },
  })
  return {
    source,
    server: {
      clock,
      attempts: () => server.connections.length,
      change(next) {
        const previous = formatRevision('l', number)
        number += 1
        flags = hero(next)
        const revision = formatRevision('l', number)
        server.connections.at(-1)?.say({ type: 'change', previous, revision, changes: { flags } })
      },
      cut: () => server.connections.at(-1)?.end(),
      refuse() {
        server.answer = refusal
        server.connections.at(-1)?.end()
        // It comes back after a wait of its own, which is over at once when the network is back.
        const timer = setInterval(() => {
          if (server.connections.length > 1) clearInterval(timer)
          else globalThis.dispatchEvent(new Event('online'))
        }, 1)
      },
    },
  }
}

function underOfrep(value: string): SourceUnderTest {
  const clock = createFakeClock()
  const server = createFakeOfrepServer()
  server.eventStreams = [{ type: 'sse', url: 'https://sse.test/stream' }]
  server.serve({ hero: value })
  const askAgain = (): void => server.streams.at(-1)?.say({ type: 'refetchEvaluation' })
  return {
    source: ofrepSource({ url, clock, fetch: server.fetch, streamSilenceMs: 9_000_000 }).forContext({
      targetingKey: 'u1',
    }),
    server: {
      clock,
      attempts: () => server.requests.length,
      change(next) {
        server.serve({ hero: next })
        askAgain()
      },
      cut() {
        server.answer = (asked) => {
          if (asked.includes('sse.test')) return null
          server.answer = null
          return new Response('', { status: 500 })
        }
        askAgain()
      },
      refuse() {
        server.answer = refusal
        askAgain()
      },
    },
  }
}

describe('staticSource', () =>
  describeFlagSource((value) => ({ source: staticSource({ flags: hero(value) }) })))
describe('streamSource', () => describeFlagSource(underStream))
describe('ofrepSource', () => describeFlagSource(underOfrep))
