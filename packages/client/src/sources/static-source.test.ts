import { expect, it } from 'vitest'
import { createFlagClient } from '../create-flag-client.ts'
import { flag } from '../testing/fake-view.ts'
import { staticSource } from './static-source.ts'

it('serves its flags as soon as start returns', async () => {
  const hero = flag('a', { a: 'A', b: 'B' })
  const targeting = { if: [{ '==': [{ var: 'plan' }, 'team'] }, 'b'] }
  const source = staticSource({ flags: { hero: { ...hero, targeting } } })
  const client = createFlagClient({ source, context: { plan: 'team' } })
  client.start()
  expect(client.details('hero', '-')).toMatchObject({ value: 'B', variant: 'b', reason: 'TARGETING_MATCH' })
  await client.setContext({})
  expect(client.details('hero', '-')).toMatchObject({ value: 'A', variant: 'a', reason: 'DEFAULT' })
})
