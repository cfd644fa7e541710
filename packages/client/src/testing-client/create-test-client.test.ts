import { expect, it, vi } from 'vitest'
import { pageOverrides } from '../overrides/page-overrides.ts'
import { createTestClient } from './create-test-client.ts'

it('answers at once with the flags it was given', () => {
  const client = createTestClient({
    flags: { checkout: true, hero: { title: 'Sale' } },
    context: { plan: 'team' },
  })
  expect(client.state.status).toBe('live')
  expect([client.get('checkout', false), client.get('hero', {}), client.get('missing', 1)]).toEqual([
    true,
    { title: 'Sale' },
    1,
  ])
  expect(client.details('checkout', false)).toMatchObject({ reason: 'STATIC', freshness: 'live' })
  expect(client.details('checkout', 'x')).toMatchObject({ value: 'x', errorCode: 'TYPE_MISMATCH' })
  expect(client.context).toEqual({ plan: 'team' })
})

it('tells who observes a flag that is set, also the first time and when it is removed', () => {
  const client = createTestClient()
  const heard: unknown[] = []
  client.subscribe('__proto__', () => heard.push(client.get('__proto__', '-')))
  client.subscribe('other', () => heard.push('other'))
  client.set('__proto__', 'a')
  client.set('__proto__', 'a')
  client.set('__proto__', 'b')
  client.set('__proto__', null)
  expect(heard).toEqual(['a', 'b', '-'])
})

it('needs no network and no storage, and is ready', async () => {
  const [fetch, getItem] = [vi.fn(), vi.fn()]
  const storage = { getItem, setItem: getItem, removeItem: getItem }
  for (const [name, value] of Object.entries({ fetch, localStorage: storage, sessionStorage: storage })) {
    vi.stubGlobal(name, value)
  }
  const client = createTestClient({ flags: { a: 1 } })
  client.set('a', 2)
  expect((await client.ready()).status).toBe('live')
  await client.setContext({ targetingKey: 'u2' })
  expect([client.get('a', 0), client.context]).toEqual([2, { targetingKey: 'u2' }])
  await client.close()
  expect([fetch.mock.calls, getItem.mock.calls]).toEqual([[], []])
  vi.unstubAllGlobals()
})

it('can be told to have overrides', () => {
  const client = createTestClient({ flags: { a: 1 }, overrides: pageOverrides() })
  client.overrides.set('a', 3)
  expect(client.details('a', 0)).toMatchObject({ value: 3, reason: 'OVERRIDE', original: { value: 1 } })
  expect(createTestClient({ flags: { a: 1 } }).overrides.set('a', 3)).toMatch('takes no overrides')
})
