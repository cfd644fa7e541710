import { type ContractCase, comesToShow, served } from './contract-case.ts'
import type { SubjectUnderTest } from './subject-under-test.ts'

const AWAY = 503

/** A visit whose flags are stored when it is over. */
async function earlierVisit(subject: SubjectUnderTest, options: object = {}): Promise<void> {
  subject.server.serve(() => [served('kept')])
  await subject.visitServed(options)
  await subject.pass(1000)
  await subject.eventually(async () => (await subject.stored()).includes('kept'))
}

function breakServer({ server }: SubjectUnderTest, status: number): void {
  server.answer = () => ({ status })
}

/** Whether a visit while the server is away shows nothing of an earlier one. */
function forgets(what: string, options: object): ContractCase {
  return {
    title: `shows nothing that was stored for ${what}`,
    async keeps(subject) {
      await earlierVisit(subject)
      breakServer(subject, AWAY)
      await subject.visit(options)
      return !(await subject.soon(async () => (await subject.read('hero', '-')).value === 'kept'))
    },
  }
}

/** What is kept from visit to visit: ADR 9. */
export const CACHE_CASES: readonly ContractCase[] = [
  {
    title: 'local-cache-first: begins with what an earlier visit got, as CACHED, while the server is away',
    async keeps(subject) {
      await earlierVisit(subject)
      breakServer(subject, AWAY)
      await subject.visit()
      return (await comesToShow(subject, 'kept')) && (await subject.read('hero', '-')).reason === 'CACHED'
    },
  },
  {
    title: 'local-cache-first: has it in the very first frame',
    async keeps(subject) {
      await earlierVisit(subject)
      breakServer(subject, AWAY)
      await subject.visit()
      const { value, reason } = await subject.firstReading()
      return value === 'kept' && reason === 'CACHED'
    },
  },
  {
    title: 'local-cache-first: has the served reason again once the server has answered 304',
    async keeps(subject) {
      await earlierVisit(subject)
      await subject.visit()
      await subject.eventually(() => subject.server.requests.at(-1)?.status === 304)
      return subject.eventually(async () => (await subject.read('hero', '-')).reason === 'STATIC')
    },
  },
  {
    title: 'local-cache-first: goes on with what it has when the server refuses',
    async keeps(subject) {
      await earlierVisit(subject)
      breakServer(subject, 401)
      await subject.visit()
      await subject.eventually(() => subject.server.requests.at(-1)?.status === 401)
      return comesToShow(subject, 'kept')
    },
  },
  {
    title: 'network-first: shows what the server answers, and nothing before it',
    async keeps(subject) {
      await earlierVisit(subject)
      subject.server.serve(() => [served('new')])
      await subject.visit({ cacheMode: 'network-first' })
      const { value } = await subject.firstReading()
      return value === '-' && comesToShow(subject, 'new')
    },
  },
  {
    title: 'network-first: falls back to what it has while the server is away',
    async keeps(subject) {
      await earlierVisit(subject)
      breakServer(subject, AWAY)
      await subject.visit({ cacheMode: 'network-first' })
      return (await comesToShow(subject, 'kept')) && (await subject.read('hero', '-')).reason === 'CACHED'
    },
  },
  ...[400, 401, 403].map(
    (status): ContractCase => ({
      title: `network-first: does not fall back when the server answers ${status}`,
      async keeps(subject) {
        await earlierVisit(subject)
        breakServer(subject, status)
        await subject.visit({ cacheMode: 'network-first' })
        return !(await subject.soon(async () => (await subject.read('hero', '-')).value === 'kept'))
      },
    }),
  ),
  {
    title: 'disabled: stores nothing',
    async keeps(subject) {
      subject.server.serve(() => [served('not to be kept')])
      await subject.visitServed({ cacheMode: 'disabled' })
      await subject.pass(1000)
      return !(await subject.soon(async () => (await subject.stored()).includes('not to be kept')))
    },
  },
  forgets('another key', { apiKey: 'other' }),
  forgets('another user', { context: { targetingKey: 'u2' } }),
  forgets('another plan of the same user', { context: { targetingKey: 'u1', plan: 'team' } }),
]
