import { expect, it } from 'vitest'
import type { ClientReport, FlagReport } from '../protocol/flag-report.ts'
import {
  MAX_PROPERTY_CHARACTERS,
  MAX_REPORTED_CLIENTS,
  MAX_REPORTED_FLAGS,
} from '../protocol/report-client.ts'
import type { CreatePageSide } from './describe-page-side.ts'
import { createFakeClient } from './fake-client.ts'
import { connectPanel } from './fake-panel.ts'

const fail = (): never => {
  throw new Error('not today')
}

const cyclic: Record<string, unknown> = { name: 'loop' }
cyclic.self = cyclic

/** What is said of clients that throw, have no end, or say what cannot be posted. */
export function describeHostileClients(createPageSide: CreatePageSide): void {
  async function reportsOf(...clients: readonly object[]): Promise<readonly ClientReport[]> {
    const registry = createPageSide()
    for (const parts of clients) registry.register(createFakeClient({ hero: 'classic' }, parts).client)
    return (await connectPanel(registry).greet()).clients
  }

  async function flagOf(parts: object): Promise<FlagReport | undefined> {
    const report = (flagKey: string) => ({
      flagKey,
      reason: 'STATIC',
      flagMetadata: { owner: 'shop' },
      observed: true,
      ...parts,
    })
    return (await reportsOf({ report }))[0]?.flags[0]
  }

  it.each<[string, unknown, unknown]>([
    ['a function', { run: () => undefined }, { run: expect.any(String) }],
    ['a symbol', [Symbol('x')], [expect.any(String)]],
    ['a cycle', cyclic, { name: 'loop' }],
    [
      'a property that throws',
      {
        name: 'read',
        get secret(): string {
          return fail()
        },
      },
      { name: 'read', secret: expect.any(String) },
    ],
  ])('[B1] is told with a text in the place of %s', async (_, value, told) => {
    expect(await flagOf({ value })).toMatchObject({ flagKey: 'hero', isCut: true, value: told })
  })

  it('[B1] is told as it is where it is JSON, and without what is undefined', async () => {
    const value = { a: [1, 'two', null, { b: true }], ö: 'ü' }
    const flag = await flagOf({ value, variant: undefined })
    expect(flag).toEqual({
      flagKey: 'hero',
      reason: 'STATIC',
      flagMetadata: { owner: 'shop' },
      observed: true,
      value,
    })
  })

  it('[B2] costs itself alone what is too large', async () => {
    let deep: unknown = 'end'
    for (let depth = 0; depth < 10_000; depth += 1) deep = [deep]
    for (const value of ['x'.repeat(5_000_000), Array.from({ length: 1_000_000 }, () => 0), deep]) {
      const flag = await flagOf({ value, variants: { large: value, small: true } })
      expect(flag).toMatchObject({ flagKey: 'hero', isCut: true, flagMetadata: { owner: 'shop' } })
      expect(JSON.stringify(flag).length).toBeLessThan(5 * MAX_PROPERTY_CHARACTERS)
    }
  })

  it.each<[string, () => unknown]>([
    ['throws', fail],
    ['is no report', () => ({ reason: 7 })],
    ['is nothing', () => undefined],
    [
      'throws what cannot be read',
      () => {
        throw { toString: null }
      },
    ],
  ])('[B3] is told as an error where its report %s', async (_, report) => {
    const [client] = await reportsOf({ flagKeys: () => ['hero'], report })
    expect(client?.flags).toMatchObject([
      { flagKey: 'hero', reason: 'ERROR', errorCode: 'GENERAL', errorMessage: expect.any(String) },
    ])
  })

  it('[B3] [R7] does not hide the others where it cannot say anything', async () => {
    const [broken, keyless, honest] = await reportsOf(
      { describe: fail },
      {
        *flagKeys() {
          yield 'hero'
          fail()
        },
      },
      { sdk: 'honest' },
    )
    expect(broken).toMatchObject({
      sdk: 'unknown',
      state: 'unreadable',
      error: 'not today',
      context: {},
      flags: [{ flagKey: 'hero' }],
    })
    expect(keyless?.flags).toMatchObject([{ flagKey: 'hero' }])
    expect(honest).toMatchObject({ sdk: 'honest', flags: [{ flagKey: 'hero' }] })
  })

  it('[B3] is bounded, as are its keys and their number', async () => {
    function* endless(): Generator<string> {
      for (let number = 0; ; number += 1) yield `flag-${number}`
    }
    const clients = await reportsOf(
      {
        flagKeys: endless,
        report: (flagKey: string) => ({ flagKey, reason: 'STATIC', flagMetadata: {}, observed: false }),
      },
      ...Array.from({ length: 2 * MAX_REPORTED_CLIENTS }, () => ({})),
    )
    expect(clients).toHaveLength(MAX_REPORTED_CLIENTS)
    expect(clients[0]?.flags).toHaveLength(MAX_REPORTED_FLAGS)
  })

  it('[B4] reaches no prototype by its keys', async () => {
    const value = JSON.parse('{"__proto__":{"polluted":true},"constructor":1}')
    const [client] = await reportsOf({
      describe: () => ({ state: 'live', context: value }),
      flagKeys: () => ['__proto__', 'constructor'],
      report: (flagKey: string) => ({ flagKey, value, reason: 'STATIC', flagMetadata: {}, observed: true }),
    })
    const told = [client?.context, ...(client?.flags ?? []).map((flag) => flag.value as object)]
    expect(told.map((each) => Object.keys(each ?? {}))).toEqual(told.map(() => ['__proto__', 'constructor']))
    expect(client?.flags.map(({ flagKey }) => flagKey)).toEqual(['__proto__', 'constructor'])
    expect({}).not.toHaveProperty('polluted')
  })

  it('[R7] keeps nobody from registering, being told or leaving', async () => {
    const registry = createPageSide()
    const panel = connectPanel(registry)
    await panel.greet({ activity: true })
    const throwing = createFakeClient(
      {},
      { subscribe: () => fail, watchActivity: fail, describe: fail, flagKeys: fail },
    ).client
    const badlyWatched = createFakeClient({}, { watchActivity: () => fail }).client
    const unregister = [throwing, badlyWatched].map((client) => registry.register(client))
    for (const _ of unregister) await panel.next('client-added')
    for (const end of unregister) end()
    for (const _ of unregister) await panel.next('client-removed')
    expect((await panel.greet()).clients).toEqual([])
  })
}
