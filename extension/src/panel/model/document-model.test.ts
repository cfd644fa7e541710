import type { PageMessage } from '@halyard/devtools'
import { describe, expect, it } from 'vitest'
import { createFakeTransport, type FakeDocument } from '../testing/fake-transport.ts'
import { SAMPLE_PAGE, sampleClient, sampleFlag } from '../testing/sample-flags.ts'
import { MAX_FLAGS } from './client-model.ts'
import { type DocumentModel, MAX_CLIENTS } from './document-model.ts'
import { createPanelModel } from './panel-model.ts'

const WELCOME: PageMessage = { halyard: 'devtools', type: 'welcome', version: 1, page: SAMPLE_PAGE }

function snapshot(sequence: number, ...keys: string[]): PageMessage {
  const clients = [sampleClient(keys.map((key) => sampleFlag(key)))]
  return { halyard: 'devtools', type: 'snapshot', sequence, clients }
}

function change(sequence: number, ...flags: ReturnType<typeof sampleFlag>[]): PageMessage {
  return {
    halyard: 'devtools',
    type: 'flags-changed',
    sequence,
    clientId: '1',
    cause: 'source',
    flags,
    removed: [],
  }
}

function meet(): { page: FakeDocument; document: DocumentModel; keys: () => string[] | undefined } {
  const transport = createFakeTransport()
  const model = createPanelModel({ transport })
  const page = transport.appear()
  const document = model.documents.value[0]
  if (!document) throw new Error('the document did not appear')
  const keys = () => document.clients.value[0]?.flags().map(({ flagKey }) => flagKey)
  return { page, document, keys }
}

describe('a conversation with a document', () => {
  it('greets, and is ready with the snapshot', () => {
    const { page, document, keys } = meet()
    const greeting = { halyard: 'devtools', type: 'hello', versions: [1], activity: true, maxEvents: 200 }
    expect(page.sent).toEqual([greeting])
    expect(document.status.value).toBe('greeting')
    page.say(WELCOME)
    page.say(snapshot(4, 'b', 'a'))
    expect(document.status.value).toBe('ready')
    expect(document.page.value?.title).toBe('Basket')
    expect(keys()).toEqual(['a', 'b'])
  })

  it('follows events in sequence, and ignores what it has already seen', () => {
    const { page, document, keys } = meet()
    page.say(snapshot(4, 'a'))
    page.say(change(5, sampleFlag('a', { value: false }), sampleFlag('b')))
    page.say(change(5, sampleFlag('late')))
    page.say({ ...change(6), removed: ['b'] } as PageMessage)
    expect(keys()).toEqual(['a'])
    expect(document.clients.value[0]?.flag('a')?.value).toBe(false)
    expect(page.sent).toHaveLength(1)
  })

  it('asks for a new snapshot after a gap, once, and applies nothing until it is there', () => {
    const { page, document, keys } = meet()
    page.say(snapshot(4, 'a'))
    page.say(change(6, sampleFlag('b')))
    page.say(change(9, sampleFlag('c')))
    expect(document.status.value).toBe('refreshing')
    expect(page.sent.map(({ type }) => type)).toEqual(['hello', 'hello'])
    expect(keys()).toEqual(['a'])
    page.say(snapshot(9, 'a', 'b', 'c'))
    page.say(change(10, sampleFlag('d')))
    expect(keys()).toEqual(['a', 'b', 'c', 'd'])
  })

  it('follows clients that come, change and go', () => {
    const { page, document } = meet()
    page.say(snapshot(0, 'a'))
    const client = sampleClient([], { clientId: '2', state: 'loading' })
    page.say({ halyard: 'devtools', type: 'client-added', sequence: 1, client })
    page.say({
      halyard: 'devtools',
      type: 'client-changed',
      sequence: 2,
      client: { ...client, state: 'live' },
    })
    page.say({ halyard: 'devtools', type: 'client-removed', sequence: 3, clientId: '1' })
    expect(document.clients.value.map(({ description }) => description.value.state)).toEqual(['live'])
  })

  it('says what it wants overridden, and keeps the refusal until the next try', () => {
    const { page, document } = meet()
    page.say(snapshot(0, 'a'))
    document.setOverride('1', 'a', false)
    const refusal = { clientId: '1', flagKey: 'a', message: 'locked' }
    page.say({ halyard: 'devtools', type: 'override-refused', sequence: 1, ...refusal })
    expect(document.refusal.value).toEqual(refusal)
    document.resetOverride('1')
    expect(document.refusal.value).toBeNull()
    expect(page.sent.slice(1)).toEqual([
      { halyard: 'devtools', type: 'set-override', clientId: '1', flagKey: 'a', value: false },
      { halyard: 'devtools', type: 'reset-override', clientId: '1' },
    ])
  })

  it('says that there is no version in common', () => {
    const { page, document } = meet()
    page.say({ ...WELCOME, version: null } as PageMessage)
    expect(document.status.value).toBe('unsupported')
  })

  it('ignores what a hostile page says', () => {
    const { page, document, keys } = meet()
    page.say(snapshot(0, 'a'))
    const flag = sampleFlag('a')
    const hostile: unknown[] = [
      null,
      'hello',
      [],
      { halyard: 'devtools', type: '__proto__' },
      { halyard: 'devtools', type: 'constructor', sequence: 1 },
      { ...snapshot(Number.NaN, 'x') },
      { ...change(1), flags: [{ ...flag, flagKey: { toString: () => 'x' } }] },
      { ...change(1), flags: [{ ...flag, value: null }] },
      { ...change(1), flags: [{ ...flag, original: { value: true, reason: {} } }] },
      { ...change(1), flags: [{ ...flag, original: { value: true, reason: 'STATIC', variant: ['x'] } }] },
      { halyard: 'devtools', type: 'client-added', sequence: 1, client: { clientId: '2' } },
    ]
    for (const message of hostile) page.sayAnything(message)
    expect(keys()).toEqual(['a'])
    expect(document.clients.value).toHaveLength(1)
    page.say(change(1, sampleFlag('b')))
    expect(keys()).toEqual(['a', 'b'])
  })

  it('takes keys that are names of built-in properties as keys', () => {
    const { page, keys, document } = meet()
    page.say(snapshot(0, '__proto__', 'constructor'))
    expect(keys()).toEqual(['__proto__', 'constructor'])
    expect(document.clients.value[0]?.flag('toString')).toBeUndefined()
  })

  it('keeps a bounded number of flags and clients, and counts what it leaves out', () => {
    const { page, document } = meet()
    const flags = Array.from({ length: MAX_FLAGS + 3 }, (_, index) => sampleFlag(`flag-${index}`))
    const clients = Array.from({ length: MAX_CLIENTS + 5 }, (_, index) =>
      sampleClient(index === 0 ? flags : [], { clientId: String(index) }),
    )
    page.say({ halyard: 'devtools', type: 'snapshot', sequence: 0, clients })
    expect(document.clients.value).toHaveLength(MAX_CLIENTS)
    expect(document.clients.value[0]?.flags()).toHaveLength(MAX_FLAGS)
    expect(document.clients.value[0]?.leftOut.value).toBe(3)
  })

  it('sorts 5,000 flags once for 5,000 changes that nobody looks at', () => {
    const { page, document } = meet()
    const all = Array.from({ length: 5_000 }, (_, index) => `flag-${index}`)
    page.say(snapshot(0, ...all))
    const client = document.clients.value[0]
    const before = client?.flags()
    all.forEach((key, index) => {
      page.say(change(index + 1, sampleFlag(key, { value: false })))
    })
    const after = client?.flags()
    expect(after).not.toBe(before)
    expect(client?.flags()).toBe(after)
    expect(after?.every(({ value }) => value === false)).toBe(true)
  })
})
