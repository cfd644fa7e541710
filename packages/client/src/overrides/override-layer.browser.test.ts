import { OVERRIDES_STORAGE_KEY } from '@halyard/protocol/overrides'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFlagClient } from './create-flag-client.ts'
import type { FlagClient } from './flag-client.ts'
import type { FlagClientOptions } from './flag-client-options.ts'
import { createOverrides } from './overrides.ts'
import { createFakeSource, snapshot } from './testing/fake-source.ts'
import { flag } from './testing/fake-view.ts'

afterEach(() => {
  vi.restoreAllMocks()
  sessionStorage.clear()
})

function start(options: Partial<FlagClientOptions> = {}): FlagClient {
  const source = createFakeSource()
  const client = createFlagClient({ source, ...options })
  client.start()
  source.say(snapshot('l.1', { hero: flag('a', { a: 'A', b: 'B' }), off: { ...flag(), state: 'DISABLED' } }))
  return client
}

describe('overrides', () => {
  it('are in force at once, tell who observes the flag, and survive a reload', () => {
    const client = start()
    const listener = vi.fn()
    client.subscribe('hero', listener)
    expect(client.overrides.set('hero', 'B')).toBeNull()
    expect(client.details('hero', '-')).toMatchObject({
      value: 'B',
      variant: 'b',
      reason: 'OVERRIDE',
      original: { value: 'A', variant: 'a', reason: 'STATIC' },
    })
    expect(listener).toHaveBeenCalledTimes(1)
    const source = createFakeSource()
    expect(createFlagClient({ source }).get('hero', '-')).toBe('B')
  })

  it('tell the original of a flag that gives the fallback', () => {
    const client = start()
    client.overrides.set('off', true)
    expect(client.details('off', false)).toMatchObject({
      value: true,
      variant: 'on',
      original: { value: false, reason: 'DISABLED' },
    })
  })

  it('refuse a value of another type, with a sentence; an unknown flag takes any', () => {
    const client = start()
    expect(client.overrides.set('hero', true)).toBe(
      '"hero" needs a value of type string, and this is boolean: true',
    )
    expect(client.overrides.set('unknown', { a: 1 })).toBeNull()
    expect([client.get('hero', '-'), client.get('unknown', {})]).toEqual(['A', { a: 1 }])
  })

  it('do not answer a read of another type', () => {
    const client = start()
    client.overrides.set('unknown', 'text')
    expect(client.details('unknown', 1)).toMatchObject({ value: 1, errorCode: 'FLAG_NOT_FOUND' })
  })

  it('are reset one by one and together, in the tab too', () => {
    const client = start()
    for (const key of ['x', 'y', 'z']) client.overrides.set(key, 1)
    client.overrides.reset('x')
    expect([...client.overrides.entries.keys()]).toEqual(['y', 'z'])
    client.overrides.reset()
    expect([client.overrides.entries.size, sessionStorage.length]).toEqual([0, 0])
  })

  it('keep what another client of this page wrote', () => {
    const [a, b] = [start(), start()]
    a.overrides.set('x', 1)
    b.overrides.set('y', 2)
    expect([...start().overrides.entries]).toEqual([
      ['x', 1],
      ['y', 2],
    ])
  })

  it('of the code win, and say so to whoever tries to change them', () => {
    start().overrides.set('hero', 'B')
    const client = start({ overrides: { initial: { hero: 'C' } } })
    expect(client.get('hero', '-')).toBe('C')
    expect(client.overrides.set('hero', 'B')).toMatch(/code/)
    client.overrides.reset()
    expect(client.get('hero', '-')).toBe('C')
  })

  it('of a frame stand alone: the tab is neither read nor written', () => {
    start().overrides.set('x', 1)
    const overrides = createOverrides({
      fixed: new Map(),
      assigned: new Map([['y', 2]]),
      flagType: () => undefined,
      onChange: () => undefined,
    })
    overrides.set('z', 3)
    expect([...overrides.entries]).toEqual([
      ['y', 2],
      ['z', 3],
    ])
    overrides.reset()
    expect([...start().overrides.entries]).toEqual([['x', 1]])
  })

  it('can be turned off', () => {
    start().overrides.set('hero', 'B')
    const client = start({ overrides: false })
    expect([client.get('hero', '-'), client.overrides.set('hero', 'B')]).toEqual([
      'A',
      expect.stringContaining('turned off'),
    ])
  })

  it('work without storage, and say that a reload will forget them', () => {
    vi.spyOn(globalThis, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('sandboxed', 'SecurityError')
    })
    const onDiagnostic = vi.fn()
    const client = start({ onDiagnostic })
    client.overrides.set('hero', 'B')
    expect(client.get('hero', '-')).toBe('B')
    expect(onDiagnostic.mock.calls).toEqual([
      [{ code: 'overrides-not-kept', message: expect.stringContaining('sandboxed') }],
    ])
  })

  it('leave a damaged record aside', () => {
    sessionStorage.setItem(OVERRIDES_STORAGE_KEY, '{"version":1,"overrides":{"hero":null,"x":1}}')
    expect([...start().overrides.entries]).toEqual([['x', 1]])
  })
})
