import type { Flag, UpdatePolicyName } from '@halyard/schema'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFlagClient } from './create-flag-client.ts'
import type { FlagClient } from './flag-client.ts'
import type { FlagClientOptions } from './flag-client-options.ts'
import { pageOverrides } from './overrides/page-overrides.ts'
import { pageUpdatePolicy } from './page-update-policy.ts'
import { memoryStorage } from './storage/memory-storage.ts'
import { change, createFakeSource, type FakeSource, snapshot } from './testing/fake-source.ts'
import { flag } from './testing/fake-view.ts'

const STORAGE_KEY = 'halyard:session:1:'
const text = { a: 'A', b: 'B', c: 'C' }
const address = location.href
const clients: FlagClient[] = []

const hero = (variant: string, policy?: UpdatePolicyName, other: Partial<Flag> = {}): Flag => ({
  ...flag(variant, text),
  ...(policy && { 'x-update': policy }),
  ...other,
})

interface Visit {
  readonly client: FlagClient
  readonly source: FakeSource
  /** What an observer of the flag read each time it was called. */
  readonly heard: string[]
  /** The server changes the flag; `null` removes it. */
  edit(next: Flag | null): void
}

/** A page that shows the flag "hero". */
function visit(first: Flag, options: Partial<FlagClientOptions> = {}): Visit {
  const source = createFakeSource()
  const client = createFlagClient({
    source,
    updatePolicy: pageUpdatePolicy(),
    overrides: pageOverrides(),
    ...options,
  })
  clients.push(client)
  client.start()
  let number = 1
  source.say(snapshot('l.1', { hero: first }))
  const heard: string[] = []
  client.subscribe('hero', () => heard.push(client.get('hero', '-')))
  return {
    client,
    source,
    heard,
    edit(next) {
      source.say(change(`l.${number}`, `l.${number + 1}`, { hero: next }))
      number += 1
    },
  }
}

beforeEach(() => sessionStorage.clear())

afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(clients.splice(0).map((client) => client.close()))
  history.replaceState(null, '', address)
})

describe('what the first frame showed, before anybody knew the policy', () => {
  it.each(['navigation', 'session'] as const)('is held back by %s for this view', async (policy) => {
    let kept: string | null = null
    const firstPaint = {
      read: () => kept,
      write(next: string) {
        kept = next
      },
      maxUnusedMs: 60_000,
    }
    const open = async (variant: string): Promise<FlagClient> => {
      const source = createFakeSource('https://flags.test')
      const storage = { ...memoryStorage(), firstPaint }
      const client = createFlagClient({ source, storage, tabs: false, updatePolicy: pageUpdatePolicy() })
      clients.push(client)
      client.start()
      client.get('hero', '-')
      await vi.waitFor(() => expect(source.open).toBe(1))
      source.say(snapshot('l.1', { hero: hero(variant, policy) }))
      return client
    }
    await (await open('a')).close()
    sessionStorage.clear()
    const client = await open('b')
    expect(client.details('hero', '-')).toMatchObject({ value: 'A', freshness: 'live' })
    history.pushState(null, '', '#next-view')
    expect(client.get('hero', '-')).toBe('B')
  })
})

it('lets a change of a live flag through at once, and one of a flag that says nothing', () => {
  const { edit, heard } = visit(hero('a', 'live'))
  edit(hero('b', 'live'))
  edit(hero('c'))
  expect(heard).toEqual(['B', 'C'])
})

describe('navigation', () => {
  it('holds a change back until the page goes on to another view', () => {
    const { client, edit, heard } = visit(hero('a', 'navigation'))
    edit(hero('b', 'navigation'))
    history.replaceState(null, '', '#same-view')
    expect([client.details('hero', '-'), heard]).toMatchObject([
      { value: 'A', variant: 'a', reason: 'CACHED', revision: 'l.2' },
      [],
    ])
    history.pushState(null, '', '#next-view')
    expect([client.details('hero', '-'), heard]).toMatchObject([{ value: 'B', reason: 'STATIC' }, ['B']])
    edit(hero('c', 'navigation'))
    expect(client.get('hero', '-')).toBe('B')
  })

  it('lets it through for a flag that nobody observes', () => {
    const { client, source } = visit(hero('a'))
    source.say(snapshot('m.1', { other: hero('a', 'navigation') }))
    expect(client.get('other', '-')).toBe('A')
    source.say(change('m.1', 'm.2', { other: hero('b', 'navigation') }))
    expect(client.get('other', '-')).toBe('A')
    history.pushState(null, '', '#next-view')
    expect(client.get('other', '-')).toBe('B')
  })

  it('goes by back and forward where there is no Navigation API', () => {
    vi.stubGlobal('navigation', undefined)
    const { edit, heard } = visit(hero('a', 'navigation'))
    vi.unstubAllGlobals()
    edit(hero('b', 'navigation'))
    dispatchEvent(new PopStateEvent('popstate'))
    expect(heard).toEqual(['B'])
  })

  it('ends with the client', async () => {
    const { client, edit } = visit(hero('a', 'navigation'))
    edit(hero('b', 'navigation'))
    await client.close()
    history.pushState(null, '', '#next-view')
    expect(client.get('hero', '-')).toBe('A')
  })

  it('begins with every page load', () => {
    visit(hero('a', 'navigation'))
    expect(visit(hero('b', 'navigation')).client.get('hero', '-')).toBe('B')
  })
})

describe('session', () => {
  it('keeps what the tab shows, over views and page loads', () => {
    const first = visit(hero('a', 'session'))
    first.edit(hero('b', 'session'))
    history.pushState(null, '', '#next-view')
    expect(first.client.get('hero', '-')).toBe('A')
    const { client, edit, heard } = visit(hero('c', 'session'))
    expect(client.details('hero', '-')).toMatchObject({ value: 'A', variant: 'a', reason: 'CACHED' })
    edit(hero('a', 'session'))
    expect([client.details('hero', '-').reason, heard]).toEqual(['STATIC', []])
  })

  it('ends when the flag gets another policy', () => {
    const { edit, heard } = visit(hero('a', 'session'))
    edit(hero('b', 'live'))
    edit(hero('c', 'session'))
    expect(heard).toEqual(['B', 'C'])
    expect(visit(hero('a', 'session')).client.get('hero', '-')).toBe('C')
  })

  it('is one for each context and each name, and shows nothing of the context', async () => {
    const { client, edit } = visit(hero('a', 'session'), { context: { targetingKey: 'ada@a.test' } })
    edit(hero('b', 'session'))
    const named = visit(hero('c', 'session'), { updatePolicy: pageUpdatePolicy({ name: 'other' }) })
    expect([client.get('hero', '-'), named.client.get('hero', '-')]).toEqual(['A', 'C'])
    expect(sessionStorage.getItem(STORAGE_KEY)).not.toContain('a.test')
    await client.setContext({ targetingKey: 'u2' })
    expect(client.get('hero', '-')).toBe('B')
  })

  it('is shown before flags are there', () => {
    visit(hero('a', 'session'))
    const client = createFlagClient({ source: createFakeSource(), updatePolicy: pageUpdatePolicy() })
    expect(client.details('hero', '-')).toMatchObject({ value: 'A', freshness: 'none' })
  })

  it('lasts as long as the page where storage is denied', () => {
    vi.spyOn(globalThis, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('sandboxed', 'SecurityError')
    })
    const { client, edit } = visit(hero('a', 'session'))
    edit(hero('b', 'session'))
    expect(client.get('hero', '-')).toBe('A')
    expect(visit(hero('c', 'session')).client.get('hero', '-')).toBe('C')
  })

  it.each(['{', '[]', '{"context":"x"}', '{"context":"C","flags":{"hero":1,"other":{"value":null}}}'])(
    'leaves %s aside',
    (damaged) => {
      visit(hero('a', 'session'))
      const { context } = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? '')
      sessionStorage.setItem(STORAGE_KEY, damaged.replace('"C"', JSON.stringify(context)))
      expect(visit(hero('b', 'session')).client.get('hero', '-')).toBe('B')
    },
  )
})

describe.each(['navigation', 'session'] as const)('%s', (policy) => {
  it('never holds a stop back, nor what comes after it', () => {
    const { edit, heard } = visit(hero('a', policy))
    edit(hero('a', policy, { state: 'DISABLED' }))
    edit(hero('b', policy))
    edit(null)
    edit(hero('c', policy))
    expect(heard).toEqual(['-', 'B', '-', 'C'])
  })

  it('never holds an override back', () => {
    const { client, edit, heard } = visit(hero('a', policy))
    client.overrides.set('hero', 'C')
    edit(hero('b', policy))
    expect(client.details('hero', '-')).toMatchObject({ value: 'C', original: { value: 'A' } })
    client.overrides.reset('hero')
    expect(heard).toEqual(['C', 'A'])
  })

  it('keeps a value while the flag cannot be used, and gives one of another type to who asks for it', () => {
    const { client, edit, heard } = visit(hero('a', policy))
    edit(hero('nowhere', policy))
    expect([client.get('hero', '-'), heard]).toEqual(['A', []])
    edit({ ...flag(), 'x-update': policy })
    expect([client.get('hero', '-'), client.get('hero', false)]).toEqual(['A', true])
  })
})
