import type { ContractCase } from './contract-case.ts'
import { served } from './contract-case.ts'
import type { SubjectUnderTest } from './subject-under-test.ts'

const own = ({ targetingKey }: { readonly targetingKey?: unknown }): readonly object[] => [
  served(`for ${String(targetingKey)}`),
]

/** Whether the client never says that it has a context while it shows the flags of another one. */
async function isHonest(subject: SubjectUnderTest): Promise<boolean> {
  const { value } = await subject.read('hero', '-')
  return !(await subject.hasContext()) || value === 'for u2'
}

/** What becomes of a change of context. */
export const CONTEXT_CASES: readonly ContractCase[] = [
  {
    title: 'has the values of a new context when it says that it has the context',
    async keeps(subject) {
      subject.server.serve(own)
      await subject.visitServed()
      await subject.setContext({ targetingKey: 'u2' })
      const arrived = await subject.eventually(() => subject.hasContext())
      return arrived && isHonest(subject)
    },
  },
  ...[429, 500].map(
    (status): ContractCase => ({
      title: `says so no earlier where the server answers ${status}, and then has them`,
      async keeps(subject) {
        const { server } = subject
        server.serve(own)
        await subject.visitServed({ pollIntervalMs: 10_000 })
        server.answer = () => ({ status, headers: { 'retry-after': '20' } })
        await subject.setContext({ targetingKey: 'u2' })
        await subject.eventually(() => server.requests.at(-1)?.status === status)
        await subject.soon(() => subject.hasContext())
        const honest = await isHonest(subject)
        server.answer = null
        await subject.pass(45_000)
        return honest && subject.eventually(async () => (await subject.read('hero', '-')).value === 'for u2')
      },
    }),
  ),
  {
    title: 'says so no earlier where the server had asked for patience before',
    async keeps(subject) {
      const { server } = subject
      server.serve(own)
      await subject.visitServed({ pollIntervalMs: 10_000 })
      server.answer = () => ({ status: 429, headers: { 'retry-after': '60' } })
      await subject.pass(13_000)
      server.answer = null
      await subject.setContext({ targetingKey: 'u2' })
      await subject.soon(() => subject.hasContext())
      return isHonest(subject)
    },
  },
]
