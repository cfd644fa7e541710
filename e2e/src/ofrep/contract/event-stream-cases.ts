import { asksNothing, type ContractCase, comesToShow, served } from './contract-case.ts'
import type { SubjectUnderTest } from './subject-under-test.ts'

const SECRET = 'not-to-be-kept'

/** A visit with an event stream that is open, and everything asked that the opening gives reason to. */
async function visitStreaming(subject: SubjectUnderTest, stream: object = {}): Promise<void> {
  const { server } = subject
  server.eventStreams = [{ type: 'sse', url: `${server.origin}/stream?token=${SECRET}`, ...stream }]
  await subject.visitServed()
  if (!(await subject.eventually(() => server.openStreams === 1))) throw new Error('no stream was opened')
  await subject.pass(1000)
}

/** What becomes of event streams: ADR 8. */
export const EVENT_STREAM_CASES: readonly ContractCase[] = [
  {
    title: 'asks when a stream says so, with what it said',
    async keeps(subject) {
      const { server } = subject
      await visitStreaming(subject)
      server.serve(() => [served('B')])
      server.say({ type: 'refetchEvaluation', etag: 'e1', lastModified: 1771622898 })
      await subject.eventually(async () => {
        await subject.pass(100)
        return (await subject.read('hero', '-')).value === 'B'
      })
      const { searchParams } = server.requests.at(-1)?.url ?? new URL(server.origin)
      return (
        (await comesToShow(subject, 'B')) &&
        searchParams.get('flagConfigEtag') === 'e1' &&
        searchParams.get('flagConfigLastModified') === '1771622898'
      )
    },
  },
  {
    title: 'opens a stream that is named by its parts',
    async keeps(subject) {
      const { server } = subject
      server.eventStreams = [{ type: 'sse', endpoint: { requestUri: '/stream?parts=1' } }]
      await subject.visitServed()
      return subject.eventually(() => server.openStreams === 1)
    },
  },
  {
    title: 'leaves streams and events aside that it does not know',
    async keeps(subject) {
      const { server } = subject
      server.eventStreams = [
        { type: 'pigeon', url: `${server.origin}/stream?pigeon` },
        { type: 'sse', url: `${server.origin}/stream` },
      ]
      await subject.visitServed()
      await subject.eventually(() => server.openStreams === 1)
      await subject.pass(1000)
      const isSilent = await asksNothing(subject, async () => {
        server.say({ type: 'tea' })
        await subject.soon(() => false)
        await subject.pass(1000)
      })
      return isSilent && server.openedStreams === 1
    },
  },
  {
    title: 'asks once or twice, not once for each of many events',
    async keeps(subject) {
      const { server } = subject
      await visitStreaming(subject)
      const before = server.requests.length
      server.serve(() => [served('B')])
      for (let count = 0; count < 10; count += 1) server.say({ type: 'refetchEvaluation' })
      await subject.eventually(async () => {
        await subject.pass(100)
        return (await subject.read('hero', '-')).value === 'B'
      })
      await subject.pass(1000)
      const asked = server.requests.length - before
      return asked >= 1 && asked <= 3
    },
  },
  {
    title: 'stores the address of a stream nowhere: it is a secret',
    async keeps(subject) {
      await visitStreaming(subject)
      await subject.eventually(async () => (await subject.stored()).includes('hero'))
      const stored = await subject.stored()
      return stored.includes('hero') && !stored.includes(SECRET)
    },
  },
  {
    title: 'asks for what it missed when a stream comes back',
    async keeps(subject) {
      const { server } = subject
      await visitStreaming(subject)
      server.serve(() => [served('B')])
      server.cut()
      const isBack = await subject.eventually(async () => {
        await subject.pass(1000)
        return server.openedStreams > 1 && server.openStreams === 1
      })
      return isBack && comesToShow(subject, 'B')
    },
  },
  {
    title: 'notices a stream whose other end has fallen silent',
    async keeps(subject) {
      const { server } = subject
      await visitStreaming(subject)
      server.serve(() => [served('B')])
      await subject.pass(600_000)
      return comesToShow(subject, 'B')
    },
  },
  {
    title: 'asks for another address when that of a stream is refused',
    async keeps(subject) {
      const { server } = subject
      await visitStreaming(subject)
      server.refusedStreams = new RegExp(SECRET)
      server.eventStreams = [{ type: 'sse', url: `${server.origin}/stream?token=next` }]
      server.cut()
      return subject.eventually(async () => {
        await subject.pass(5000)
        return server.openStreams === 1
      })
    },
  },
  {
    title:
      'closes a stream when the page is hidden for as long as the server says, and asks for all when it is seen',
    async keeps(subject) {
      const { server } = subject
      await visitStreaming(subject, { inactivityDelaySec: 30 })
      await subject.setVisibility('hidden')
      await subject.pass(31_000)
      const isClosed = await subject.eventually(() => server.openStreams === 0)
      const before = server.requests.length
      await subject.setVisibility('visible')
      const isBack = await subject.eventually(() => server.openStreams === 1)
      await subject.pass(1000)
      const asked = server.requests.slice(before)
      return isClosed && isBack && asked.some(({ headers }) => headers['if-none-match'] === undefined)
    },
  },
]
