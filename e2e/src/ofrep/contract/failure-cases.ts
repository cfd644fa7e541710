import { asksNothing, type ContractCase, comesToShow, failOnce, served } from './contract-case.ts'
import type { SubjectUnderTest } from './subject-under-test.ts'

const POLL_MS = 10_000

/** The server asks for a minute of patience. */
function keepsPatience(form: string, write: (nowMs: number) => string): ContractCase {
  return {
    title: `keeps the time that Retry-After names in ${form}, and comes back then`,
    async keeps(subject) {
      await subject.visitServed({ pollIntervalMs: POLL_MS })
      const { server } = subject
      server.answer = () => ({ status: 429, headers: { 'retry-after': '' } })
      const askedFirst = (await subject.askedAtMs()).length
      // The header is an instant, so it is written when it is sent.
      const nowMs = await subject.now()
      await subject.pass(1000)
      const header = write(nowMs)
      server.answer = () => ({ status: 429, headers: { 'retry-after': header } })
      while ((await subject.askedAtMs()).length === askedFirst) await subject.pass(1000)
      server.answer = null
      server.serve(() => [served('B')])
      const leftMs = nowMs + 60_000 - (await subject.now())
      const waits = await asksNothing(subject, async () => {
        await subject.pass(leftMs - 2000)
        await subject.setVisibility('visible')
        await subject.comeOnline()
      })
      await subject.pass(32_000)
      return waits && comesToShow(subject, 'B')
    },
  }
}

async function isSilentForGood(subject: SubjectUnderTest): Promise<boolean> {
  return asksNothing(subject, async () => {
    subject.server.answer = null
    await subject.pass(100_000)
    await subject.setVisibility('hidden')
    await subject.setVisibility('visible')
    await subject.comeOnline()
    await subject.pass(1000)
  })
}

/** What becomes of answers that are no evaluation. */
export const FAILURE_CASES: readonly ContractCase[] = [
  ...[401, 403].flatMap((status): ContractCase[] => [
    {
      title: `stops for good when the first answer is ${status}`,
      async keeps(subject) {
        subject.server.answer = () => ({ status })
        await subject.visit({ pollIntervalMs: POLL_MS })
        await subject.eventually(() => subject.server.requests.length > 0)
        return isSilentForGood(subject)
      },
    },
    {
      title: `stops for good when a later answer is ${status}, and keeps its flags`,
      async keeps(subject) {
        await subject.visitServed({ pollIntervalMs: POLL_MS })
        subject.server.answer = () => ({ status })
        await subject.pass(13_000)
        return (await isSilentForGood(subject)) && (await subject.read('hero', '-')).value === 'A'
      },
    },
  ]),
  keepsPatience('seconds', () => '60'),
  keepsPatience('an HTTP date', (nowMs) => new Date(nowMs + 60_000).toUTCString()),
  keepsPatience('a date-time', (nowMs) => new Date(nowMs + 60_000).toISOString()),
  ...[
    ['500', { status: 500, body: '{"errorDetails":"no store"}' }],
    ['a page instead of flags', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }],
    [
      'half an answer',
      { status: 200, headers: { 'content-type': 'application/json' }, body: '{"flags":[{"key":"he' },
    ],
  ].map(
    ([what, answer]): ContractCase => ({
      title: `keeps its flags after ${what}, and follows the server when it is well`,
      async keeps(subject) {
        await subject.visitServed({ pollIntervalMs: POLL_MS })
        subject.server.answer = () => answer as { status: number }
        await subject.pass(13_000)
        const kept = (await subject.read('hero', '-')).value === 'A'
        subject.server.answer = null
        subject.server.serve(() => [served('B')])
        await subject.pass(45_000)
        return kept && comesToShow(subject, 'B')
      },
    }),
  ),
  {
    title: 'gives up an answer that never ends, and asks again',
    async keeps(subject) {
      await subject.visitServed({ pollIntervalMs: POLL_MS })
      const { server } = subject
      server.answer = () => {
        server.answer = null
        const headers = { 'content-type': 'application/json' }
        return { status: 200, headers, body: '{"flags":[', isEndless: true }
      }
      await subject.pass(13_000)
      server.serve(() => [served('B')])
      await subject.pass(45_000)
      return comesToShow(subject, 'B')
    },
  },
  {
    title: 'does not ask in step with everybody who came at the same time',
    async keeps(subject) {
      const crowd = 5
      await subject.visitAsCrowd(crowd, { pollIntervalMs: POLL_MS })
      await subject.eventually(() => subject.server.requests.length >= crowd)
      await subject.pass(13_000)
      const instants = (await subject.askedAtMs()).slice(crowd)
      return instants.length >= crowd && new Set(instants).size > 1
    },
  },
  {
    title: 'comes back after a failure that it began with',
    async keeps(subject) {
      failOnce(subject, 503)
      await subject.visit({ pollIntervalMs: POLL_MS })
      await subject.eventually(() => subject.server.requests.length > 0)
      await subject.pass(45_000)
      return comesToShow(subject, 'A')
    },
  },
]
