import { expect, it } from 'vitest'
import { createLatestAnswer, lastAnswer } from './latest-answer.ts'

/** A page whose answers a test gives by hand. */
function setUp() {
  const asked: { question: string; resolve: (answer: string) => void; reject: (error: Error) => void }[] = []
  const latest = createLatestAnswer<string, string>(
    (question) => new Promise((resolve, reject) => asked.push({ question, resolve, reject })),
  )
  return { asked, latest, settled: () => new Promise<void>((resolve) => setImmediate(resolve)) }
}

it('asks only the last of what is asked while an answer is on its way', async () => {
  const { asked, latest, settled } = setUp()
  for (const question of ['1', '2', '3']) latest.ask('hero', question)
  expect(asked.map(({ question }) => question)).toEqual(['1'])
  asked[0]?.resolve('old')
  await settled()
  expect(latest.answer.value).toEqual({ status: 'asking' })
  expect(asked.map(({ question }) => question)).toEqual(['1', '3'])
  asked[1]?.resolve('new')
  await settled()
  expect(latest.answer.value).toEqual({ status: 'there', value: 'new' })
  latest.ask('hero', '4')
  expect(lastAnswer(latest.answer.value)).toBe('new')
})

it('shows no answer about another subject, and does not wait for it', async () => {
  const { asked, latest, settled } = setUp()
  latest.ask('hero', '1')
  latest.ask('other', '2')
  expect(asked).toHaveLength(2)
  asked[1]?.resolve('other')
  asked[0]?.resolve('hero')
  await settled()
  expect(latest.answer.value).toEqual({ status: 'there', value: 'other' })
})

it('says why there is no answer, and nothing once it is stopped', async () => {
  const { asked, latest, settled } = setUp()
  latest.ask('hero', '1')
  asked[0]?.reject(new Error('the page is gone'))
  await settled()
  expect(latest.answer.value).toEqual({ status: 'failed', message: 'the page is gone' })
  latest.ask('hero', '2')
  latest.stop()
  asked[1]?.resolve('late')
  await settled()
  expect(latest.answer.value).toEqual({ status: 'none' })
})
