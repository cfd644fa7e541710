import { describe, expect, it, vi } from 'vitest'
import { ofrepSource } from './ofrep-source.ts'
import { live, useOfrepFixture } from './testing/ofrep-fixture.ts'

const ofrep = useOfrepFixture()

describe('the flags', () => {
  it('give the fallback where the server leaves the value to the code, and say what failed, each for itself', async () => {
    ofrep.server.serve({
      hero: 'A',
      code: { entry: { reason: 'DISABLED' } },
      odd: { entry: { reason: 'MY_RULE', value: 7, metadata: { team: 'web', bad: {} } } },
      broken: { entry: { errorCode: 'PARSE_ERROR', errorDetails: 'no rule' } },
      strange: { entry: { errorCode: 'MINE' } },
    })
    const client = ofrep.start()
    await live(client)
    expect(client.details('hero', '-')).toMatchObject({ value: 'A', variant: 'served', reason: 'STATIC' })
    expect(client.details('code', true)).toMatchObject({ value: true, reason: 'DISABLED' })
    expect(client.details('odd', 1)).toMatchObject({
      value: 7,
      reason: 'MY_RULE',
      flagMetadata: { set: 's', team: 'web' },
    })
    expect(client.details('odd', 1)).not.toHaveProperty('variant')
    expect(client.details('odd', 'x')).toMatchObject({ value: 'x', errorCode: 'TYPE_MISMATCH' })
    expect(client.details('broken', 'x')).toMatchObject({ errorCode: 'PARSE_ERROR', errorMessage: 'no rule' })
    expect(client.details('strange', 'x')).toMatchObject({ value: 'x', errorCode: 'GENERAL' })
    expect(client.details('missing', 'x')).toMatchObject({ value: 'x', errorCode: 'FLAG_NOT_FOUND' })
  })

  it('are CACHED after a reload until the server confirms them by 304, and have the served reason then', async () => {
    const first = ofrep.start()
    await live(first)
    await first.close()
    const answer = Promise.withResolvers<null>()
    ofrep.server.answer = () => answer.promise as never
    const client = ofrep.start()
    await vi.waitFor(() => expect(client.state.status).toBe('cached'))
    expect(client.details('hero', '-')).toMatchObject({ value: 'A', reason: 'CACHED', freshness: 'cached' })
    await ofrep.requests(2)
    expect(ofrep.server.requests[1]?.headers.get('if-none-match')).toBe('"1"')
    answer.resolve(null)
    await live(client)
    expect(client.details('hero', '-')).toMatchObject({ value: 'A', reason: 'STATIC', freshness: 'live' })
  })

  it('are kept per server, key, domain and context', () => {
    const ids = [
      {},
      { url: 'https://other.test' },
      { headers: { authorization: 'Bearer b' } },
      { domain: 'shop' },
    ].flatMap((options) =>
      [
        { targetingKey: 'ann@example.com' },
        { targetingKey: 'bob' },
        { targetingKey: 'bob', plan: 'team' },
      ].map((context) => ofrepSource({ url: 'https://flags.test', ...options }).forContext(context).id),
    )
    expect(new Set(ids).size).toBe(12)
    expect(ids.join()).not.toMatch(/ann@|bob|Bearer/)
    const same = [
      { a: '1', b: { c: 1, d: 2 } },
      { b: { d: 2, c: 1 }, a: '1' },
    ] as const
    const [one, other] = same.map(
      (context, index) =>
        ofrepSource({ url: 'https://flags.test', headers: { key: `${index}` }, authId: 'me' }).forContext(
          context,
        ).id,
    )
    expect(one).toBe(other)
  })

  it('of a new context are there when setContext resolves, and not those of the old one', async () => {
    const client = ofrep.start()
    await live(client)
    ofrep.server.serve({ hero: 'B' })
    await client.setContext({ targetingKey: 'u2' })
    expect([client.get('hero', '-'), client.context]).toEqual(['B', { targetingKey: 'u2' }])
    expect(ofrep.server.requests.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, null])
    expect(ofrep.server.requests[1]?.context).toEqual({ targetingKey: 'u2' })
  })
})

it('says and asks nothing after it was closed', async () => {
  const client = await ofrep.streaming()
  await client.close()
  expect([ofrep.server.streams[0]?.isAborted(), ofrep.clock.delaysMs]).toEqual([true, []])
})
