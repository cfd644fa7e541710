import { asksNothing, type ContractCase, comesToShow, served } from './contract-case.ts'
import { API_KEY } from './subject-under-test.ts'

/** What is asked for, and what is made of the answer. */
export const EVALUATION_CASES: readonly ContractCase[] = [
  {
    title: 'asks for all flags of the context, with its key',
    async keeps(subject) {
      await subject.visitServed({ context: { targetingKey: 'u1', plan: 'team' } })
      const [request] = subject.server.requests
      return (
        request?.url.pathname === '/ofrep/v1/evaluate/flags' &&
        request.headers['x-api-key'] === API_KEY &&
        request.context.targetingKey === 'u1' &&
        request.context.plan === 'team'
      )
    },
  },
  {
    title: 'gives value, variant, reason and metadata as they were served',
    async keeps(subject) {
      subject.server.serve(() => [served('B', { reason: 'SPLIT', metadata: { team: 'web' } })])
      await subject.visitServed()
      const { value, variant, reason, flagMetadata } = await subject.read('hero', '-')
      return value === 'B' && variant === 'served' && reason === 'SPLIT' && flagMetadata?.team === 'web'
    },
  },
  {
    title: "gives the code's fallback where the server leaves the value out",
    async keeps(subject) {
      subject.server.serve(() => [served('A'), { key: 'code', reason: 'DISABLED' }])
      await subject.visitServed()
      const { value, reason, errorCode } = await subject.read('code', true)
      return value === true && reason === 'DISABLED' && !errorCode
    },
  },
  {
    title: "keeps a reason that is none of OpenFeature's",
    async keeps(subject) {
      subject.server.serve(() => [served('A', { reason: 'MY_RULE' })])
      await subject.visitServed()
      return (await subject.read('hero', '-')).reason === 'MY_RULE'
    },
  },
  {
    title: 'lets a flag that failed cost no other, and says why it failed',
    async keeps(subject) {
      subject.server.serve(() => [
        { key: 'bad', errorCode: 'PARSE_ERROR', errorDetails: 'no rule' },
        served('A'),
      ])
      await subject.visitServed()
      const { value, reason, errorCode } = await subject.read('bad', 'x')
      return value === 'x' && reason === 'ERROR' && errorCode === 'PARSE_ERROR'
    },
  },
  {
    title: 'gives the fallback for a value of another type',
    async keeps(subject) {
      await subject.visitServed()
      const { value, errorCode } = await subject.read('hero', 7)
      return value === 7 && errorCode === 'TYPE_MISMATCH'
    },
  },
  {
    title: 'knows that a flag is not there, whatever it is called',
    async keeps(subject) {
      await subject.visitServed()
      const readings = await Promise.all(
        ['missing', 'toString', 'constructor'].map((flagKey) => subject.read(flagKey, 'x')),
      )
      return readings.every(({ value, errorCode }) => value === 'x' && errorCode === 'FLAG_NOT_FOUND')
    },
  },
  {
    title: 'asks in intervals whether its flags still hold, and keeps them after 304',
    async keeps(subject) {
      const { server } = subject
      await subject.visitServed({ pollIntervalMs: 10_000 })
      await subject.pass(13_000)
      const { status, headers } = server.requests.at(-1) ?? {}
      return (
        server.requests.length === 2 &&
        status === 304 &&
        headers?.['if-none-match'] !== undefined &&
        (await subject.read('hero', '-')).value === 'A'
      )
    },
  },
  {
    title: 'follows a server whose ETag it cannot read',
    async keeps(subject) {
      subject.server.exposesHeaders = false
      await subject.visitServed({ pollIntervalMs: 10_000 })
      subject.server.serve(() => [served('B')])
      await subject.pass(13_000)
      return comesToShow(subject, 'B')
    },
  },
  {
    title: 'asks when the user comes back to the page',
    async keeps(subject) {
      await subject.visitServed({ pollIntervalMs: 1_000_000 })
      subject.server.serve(() => [served('B')])
      await subject.setVisibility('hidden')
      const waited = await asksNothing(subject, () => subject.pass(5000))
      await subject.setVisibility('visible')
      return waited && comesToShow(subject, 'B')
    },
  },
]
