import { describe, expect, it } from 'vitest'
import { boundedCopy, MAX_COPY_DEPTH } from './bounded-copy.ts'
import { createDevtoolsRegistry } from './devtools-registry.ts'
import type { ClientEvent, InspectableClient } from './inspectable-client.ts'
import { type PageMessage, parsePageMessage } from './messages.ts'
import { MAX_PROPERTY_CHARACTERS, MAX_REPORTED_CLIENTS, MAX_REPORTED_FLAGS } from './report-client.ts'

const HELLO = { halyard: 'devtools', type: 'hello', versions: [1] }

function listen(clients: readonly object[], hello: object = {}) {
  const registry = createDevtoolsRegistry({
    describePage: () => ({ documentId: 'd1', url: 'https://shop.example/', title: 'Shop', isTopFrame: true }),
    initialOverrides: new Map(),
  })
  const posted: PageMessage[] = []
  const tell: ((event: ClientEvent) => void)[] = []
  for (const parts of clients) {
    const client = {
      sdk: 'hostile',
      describe: () => ({ state: 'live', context: {} }),
      flagKeys: () => ['hero'],
      report: (flagKey: string) => ({
        flagKey,
        value: 1,
        reason: 'STATIC',
        flagMetadata: {},
        observed: true,
      }),
      subscribe: (listener: (event: ClientEvent) => void) => {
        tell.push(listener)
        return () => undefined
      },
      setOverride: () => null,
      resetOverride: () => undefined,
      ...parts,
    }
    registry.register(client as InspectableClient)
  }
  // As a port would: what cannot be cloned throws.
  const connection = registry.connect((message) => void posted.push(structuredClone(message)))
  connection.receive({ ...HELLO, ...hello })
  return {
    posted,
    connection,
    change: () => tell[0]?.({ type: 'flags-changed', cause: 'source', flagKeys: ['hero'] }),
  }
}

function snapshotOf(clients: readonly object[]): Extract<PageMessage, { type: 'snapshot' }> {
  const snapshot = listen(clients).posted[1]
  expect(parsePageMessage(snapshot)).toBe(snapshot)
  return snapshot as Extract<PageMessage, { type: 'snapshot' }>
}

const cyclic: Record<string, unknown> = {}
cyclic.self = cyclic

describe('a client that somebody else wrote badly, or to do harm', () => {
  it.each([
    ['a function', { value: { run: () => undefined } }, { run: '[function]' }],
    ['a cycle', { value: cyclic }, undefined],
    ['a symbol', { value: [Symbol('x')] }, ['[symbol]']],
    [
      'a property that throws',
      {
        value: {
          get secret(): string {
            throw new Error('no')
          },
        },
      },
      { secret: '[cannot be read]' },
    ],
  ])('is reported with a word in the place of %s', (_, parts, value) => {
    const report = (flagKey: string) => ({
      flagKey,
      reason: 'STATIC',
      flagMetadata: {},
      observed: true,
      ...parts,
    })
    const [flag] = snapshotOf([{ report }]).clients[0]?.flags ?? []
    expect(flag).toMatchObject({ flagKey: 'hero', isCut: true, ...(value !== undefined && { value }) })
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('not today')
      },
      'not today',
    ],
    ['says something else', () => ({ reason: 7 }), 'what it says is no report'],
    [
      'throws what cannot be read',
      () => {
        throw { toString: null }
      },
      'cannot be read',
    ],
  ])('whose report %s: the flag says so', (_, report, words) => {
    expect(snapshotOf([{ report }]).clients[0]?.flags[0]).toMatchObject({
      flagKey: 'hero',
      reason: 'ERROR',
      errorMessage: expect.stringContaining(words),
    })
  })

  it('that cannot describe itself does not hide the other one', () => {
    const describe = () => {
      throw new Error('gone')
    }
    expect(snapshotOf([{ describe }, { sdk: 'honest' }]).clients).toMatchObject([
      { sdk: 'unknown', state: 'unreadable', error: 'gone', flags: [{ flagKey: 'hero' }] },
      { sdk: 'honest' },
    ])
  })

  it('with values of 50 MB, a list of keys without an end and a thousand clients is reported within limits', () => {
    const text = 'x'.repeat(50_000_000)
    const large = (flagKey: string) => ({
      flagKey,
      value: text,
      reason: 'STATIC',
      flagMetadata: {},
      observed: true,
    })
    const [flag] = snapshotOf([{ report: large }]).clients[0]?.flags ?? []
    expect(flag?.isCut).toBe(true)
    expect(JSON.stringify(flag).length).toBeLessThan(MAX_PROPERTY_CHARACTERS + 1_000)
    function* endless(): Generator<string> {
      for (let number = 0; ; number += 1) yield `flag-${number}`
    }
    const { clients } = snapshotOf(
      Array.from({ length: 1000 }, (_, index) => (index === 0 ? { flagKeys: endless } : {})),
    )
    expect(clients).toHaveLength(MAX_REPORTED_CLIENTS)
    expect(clients[0]?.flags).toHaveLength(MAX_REPORTED_FLAGS)
  })

  it('cannot reach a prototype by its keys', () => {
    const copy = boundedCopy(JSON.parse('{"__proto__":{"polluted":true},"constructor":1}'), 1000).value
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
    expect(Object.keys(copy as object)).toEqual(['__proto__', 'constructor'])
    expect(({} as { polluted?: true }).polluted).toBeUndefined()
  })

  it('refuses an override with what it throws', () => {
    const setOverride = () => {
      throw new Error('frozen')
    }
    const { posted, connection } = listen([{ setOverride }])
    connection.receive({
      halyard: 'devtools',
      type: 'set-override',
      clientId: '1',
      flagKey: 'hero',
      value: 2,
    })
    expect(posted.at(-1)).toMatchObject({ type: 'override-refused', message: 'frozen' })
  })
})

describe('a flood of events', () => {
  it('is told as far as the panel has asked for, and then made up for by one snapshot that counts the rest', () => {
    let reports = 0
    const report = (flagKey: string) => {
      reports += 1
      return { flagKey, value: reports, reason: 'STATIC', flagMetadata: {}, observed: true }
    }
    const { posted, connection, change } = listen([{ report }], { maxEvents: 200 })
    for (let count = 0; count < 100_000; count += 1) change()
    expect(posted).toHaveLength(2 + 200)
    // What nobody is told costs the page nothing.
    expect(reports).toBe(201)
    connection.receive({ halyard: 'devtools', type: 'more', maxEvents: 200 })
    expect(posted.at(-1)).toMatchObject({ type: 'snapshot', sequence: 100_000, skipped: 99_800 })
    change()
    expect(posted.at(-1)).toMatchObject({ type: 'flags-changed', sequence: 100_001 })
  })

  it('has no limit for a panel that names none', () => {
    const { posted, change } = listen([{}])
    for (let count = 0; count < 1000; count += 1) change()
    expect(posted).toHaveLength(2 + 1000)
  })
})

describe('a bounded copy', () => {
  it('is the value itself where that is JSON within the limit', () => {
    const value = { a: [1, 'two', null, { b: true }], ö: 'ü' }
    expect(boundedCopy(value, 100)).toEqual({ value, isCut: false })
    expect(boundedCopy({ gone: undefined }, 100)).toEqual({ value: {}, isCut: false })
  })

  it('says that something is missing: depth, length, number', () => {
    let deep: unknown = 'end'
    for (let depth = 0; depth < MAX_COPY_DEPTH + 5; depth += 1) deep = [deep]
    expect(boundedCopy(deep, 1_000_000).isCut).toBe(true)
    expect(boundedCopy('abcdef', 4)).toEqual({ value: 'abc…', isCut: true })
    const { value, isCut } = boundedCopy(
      Array.from({ length: 1_000_000 }, () => 0),
      1000,
    )
    expect([(value as unknown[]).length < 1001, isCut]).toEqual([true, true])
  })
})
