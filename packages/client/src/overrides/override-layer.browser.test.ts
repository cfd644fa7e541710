import { formatOverrides, OVERRIDES_STORAGE_KEY } from '@halyard/protocol/overrides'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFlagClient } from '../create-flag-client.ts'
import type { FlagClient } from '../flag-client.ts'
import type { FlagClientOptions } from '../flag-client-options.ts'
import { createFakeClock } from '../testing/fake-clock.ts'
import { createFakeSource, snapshot } from '../testing/fake-source.ts'
import { flag } from '../testing/fake-view.ts'
import { createContextOverride } from './context-override.ts'
import { createOverrideLayer } from './override-layer.ts'
import type { OverriddenClient, OverrideLayer } from './override-layer-factory.ts'
import { type OverrideSlot, overrideSlot } from './override-slot.ts'
import { pageOverrides } from './page-overrides.ts'

const clients: FlagClient[] = []

afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(clients.splice(0).map((client) => client.close()))
  sessionStorage.clear()
  localStorage.clear()
})

/** A client whose server has answered. */
function start(options: Partial<FlagClientOptions> = {}): FlagClient {
  const source = createFakeSource()
  const client = createFlagClient({ source, overrides: pageOverrides(), ...options })
  clients.push(client)
  client.start()
  source.say(snapshot('l.1', { hero: flag('a', { a: 'A', b: 'B' }), off: { ...flag(), state: 'DISABLED' } }))
  return client
}

/** A layer that keeps everything in one slot. */
function layerOf(slot: OverrideSlot, given: Partial<OverriddenClient> = {}): OverrideLayer {
  const client = {
    clock: createFakeClock(),
    flag: () => undefined,
    onChange: () => undefined,
    setContext: async () => undefined,
    ...given,
  }
  return createOverrideLayer(
    { fixed: new Map(), slots: [slot], context: createContextOverride(client) },
    client,
  )
}

/** The values in force. */
const values = ({ overrides }: Pick<FlagClient, 'overrides'>) =>
  Object.fromEntries([...overrides.entries].map(([flagKey, { value }]) => [flagKey, value]))

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
    expect(createFlagClient({ source, overrides: pageOverrides() }).get('hero', '-')).toBe('B')
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
    expect(values(client)).toEqual({ y: 1, z: 1 })
    client.overrides.reset()
    expect([client.overrides.entries.size, sessionStorage.length]).toEqual([0, 0])
  })

  it('keep what another client of this page wrote', () => {
    const [a, b] = [start(), start()]
    a.overrides.set('x', 1)
    b.overrides.set('y', 2)
    expect(values(start())).toEqual({ x: 1, y: 2 })
    expect(values(b)).toEqual({ x: 1, y: 2 })
  })

  it('of the code win, and say so to whoever tries to change them', () => {
    start().overrides.set('hero', 'B')
    const client = start({ overrides: pageOverrides({ initial: { hero: 'C' } }) })
    expect(client.get('hero', '-')).toBe('C')
    expect(client.overrides.set('hero', 'B')).toMatch(/code/)
    client.overrides.reset()
    expect(client.get('hero', '-')).toBe('C')
  })

  it('of a frame stand alone: neither tab nor origin is read or written', () => {
    start().overrides.set('x', 1)
    const assignment = formatOverrides(new Map([['y', { value: 2 }]]))
    const overrides = layerOf(overrideSlot('frame', undefined, assignment))
    overrides.set('z', 3, { scope: 'origin' })
    expect([...overrides.entries]).toEqual([
      ['y', { value: 2, scope: 'frame' }],
      ['z', { value: 3, scope: 'frame' }],
    ])
    overrides.reset()
    expect(overrides.entries.size).toBe(0)
    expect(values(start())).toEqual({ x: 1 })
  })

  it('are for pages that want them: any other says how to', () => {
    start().overrides.set('hero', 'B')
    const source = createFakeSource()
    const client = createFlagClient({ source })
    client.start()
    source.say(snapshot('l.1', { hero: flag('a', { a: 'A', b: 'B' }) }))
    expect([client.get('hero', '-'), client.overrides.set('hero', 'B')]).toEqual([
      'A',
      expect.stringContaining('overrides: pageOverrides()'),
    ])
    client.overrides.reset()
    expect(values(start())).toEqual({ hero: 'B' })
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
    sessionStorage.setItem(
      OVERRIDES_STORAGE_KEY,
      '{"version":2,"overrides":{"hero":{"value":null},"x":{"value":1}}}',
    )
    expect(values(start())).toEqual({ x: 1 })
  })

  it('refuse what storage would make another value of', () => {
    const { overrides } = start()
    const own: { self?: object } = {}
    own.self = own
    expect(overrides.set('unknown', Number.NaN)).toMatch(/this is number: null$/)
    expect(overrides.set('unknown', own as never)).toMatch(/and this is object: /)
    expect(overrides.set('unknown', new Date() as never)).toBeNull()
    expect(typeof overrides.entries.get('unknown')?.value).toBe('string')
  })

  it('tell of every change once, and of none where nothing changed', () => {
    const onChange = vi.fn()
    const overrides = layerOf(overrideSlot('tab'), { onChange })
    overrides.set('x', { a: 1 })
    overrides.set('x', { a: 1 })
    overrides.reset('y')
    overrides.reset()
    overrides.reset()
    expect(onChange.mock.calls).toEqual([[['x']], [['x']]])
  })
})

describe('scopes', () => {
  const scopeOf = (client: FlagClient) => client.overrides.entries.get('hero')?.scope

  it('win in their order, and a reset brings back the next one', () => {
    start().overrides.set('hero', 'of the origin', { scope: 'origin' })
    const client = start()
    expect([client.get('hero', '-'), scopeOf(client)]).toEqual(['of the origin', 'origin'])
    client.overrides.set('hero', 'of the tab')
    expect([client.get('hero', '-'), scopeOf(client)]).toEqual(['of the tab', 'tab'])
    const coded = start({ overrides: pageOverrides({ initial: { hero: 'of the code' } }) })
    expect([coded.get('hero', '-'), scopeOf(coded)]).toEqual(['of the code', 'code'])
    client.overrides.reset('hero', { scope: 'tab' })
    expect([client.get('hero', '-'), scopeOf(client)]).toEqual(['of the origin', 'origin'])
    client.overrides.reset(undefined, { scope: 'origin' })
    expect([client.get('hero', '-'), scopeOf(client)]).toEqual(['A', undefined])
  })

  it('give way to what is set last: an override of the origin ends that of the tab', () => {
    const client = start()
    client.overrides.set('hero', 'of the tab')
    client.overrides.set('other', 'stays')
    client.overrides.set('hero', 'of the origin', { scope: 'origin' })
    expect(client.get('hero', '-')).toBe('of the origin')
    expect(values(client)).toEqual({ hero: 'of the origin', other: 'stays' })
    expect(sessionStorage.getItem(OVERRIDES_STORAGE_KEY)).not.toContain('hero')
  })

  it('keep the one that wins as it is while one below it comes and goes', () => {
    const client = start()
    const listener = vi.fn()
    client.overrides.set('hero', 'B')
    client.subscribe('hero', listener)
    localStorage.setItem(OVERRIDES_STORAGE_KEY, formatOverrides(new Map([['hero', { value: 'C' }]])))
    dispatchEvent(new StorageEvent('storage', { key: OVERRIDES_STORAGE_KEY }))
    expect(client.get('hero', '-')).toBe('B')
    expect(listener).not.toHaveBeenCalled()
  })

  it('of the origin follow other tabs from the start to the end', async () => {
    const client = start()
    const listener = vi.fn()
    client.subscribe('hero', listener)
    const other = (text: string) => {
      localStorage.setItem(OVERRIDES_STORAGE_KEY, text)
      dispatchEvent(new StorageEvent('storage', { key: OVERRIDES_STORAGE_KEY }))
    }
    other(formatOverrides(new Map([['hero', { value: 'B' }]])))
    expect(client.get('hero', '-')).toBe('B')
    other('')
    expect(client.get('hero', '-')).toBe('A')
    expect(listener).toHaveBeenCalledTimes(2)
    await client.close()
    other(formatOverrides(new Map([['hero', { value: 'B' }]])))
    expect(client.get('hero', '-')).toBe('A')
  })

  it('that this browser denies are told of once, and work as long as the page does', () => {
    for (const name of ['sessionStorage', 'localStorage'] as const) {
      vi.spyOn(globalThis, name, 'get').mockImplementation(() => {
        throw new DOMException('sandboxed', 'SecurityError')
      })
    }
    const onDiagnostic = vi.fn()
    const client = start({ onDiagnostic })
    client.overrides.set('hero', 'B', { scope: 'origin' })
    client.overrides.set('x', 1)
    expect(values(client)).toEqual({ hero: 'B', x: 1 })
    client.overrides.reset()
    expect(values(client)).toEqual({})
    expect(onDiagnostic.mock.calls.filter(([{ code }]) => code === 'overrides-not-kept')).toHaveLength(1)
  })

  it('that are full go on in memory, and lose nothing that was there', () => {
    const client = start()
    client.overrides.set('x', 1)
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    client.overrides.set('y', 2)
    expect(values(client)).toEqual({ x: 1, y: 2 })
    client.overrides.reset('x')
    expect(values(client)).toEqual({ y: 2 })
  })
})

describe('expiry', () => {
  it('takes the override away at its instant, not before, and brings back what is below', () => {
    const clock = createFakeClock()
    const client = start({ clock })
    const listener = vi.fn()
    client.overrides.set('hero', 'C', { scope: 'origin' })
    client.overrides.set('hero', 'B', { expiresAtMs: clock.now() + 1_000 })
    client.subscribe('hero', listener)
    clock.advance(999)
    expect(client.overrides.entries.get('hero')).toEqual({
      value: 'B',
      scope: 'tab',
      expiresAtMs: clock.now() + 1,
    })
    clock.advance(1)
    expect(client.get('hero', '-')).toBe('C')
    expect(listener).toHaveBeenCalledTimes(1)
  })

  it('waits with one timer for the next of many, and with none where nothing expires', () => {
    const clock = createFakeClock()
    const layer = layerOf(overrideSlot('tab'), { clock })
    layer.set('x', 1, { expiresAtMs: clock.now() + 2_000 })
    expect(clock.delaysMs).toEqual([])
    layer.start()
    layer.set('y', 1, { expiresAtMs: clock.now() + 1_000 })
    layer.set('z', 1)
    expect(clock.delaysMs).toEqual([1_000])
    clock.advance(1_000)
    expect([[...layer.entries.keys()], clock.delaysMs]).toEqual([['x', 'z'], [1_000]])
    clock.advance(1_000)
    expect([[...layer.entries.keys()], clock.delaysMs]).toEqual([['z'], []])
    layer.set('x', 1, { expiresAtMs: clock.now() + 1_000 })
    layer.close()
    expect(clock.delaysMs).toEqual([])
  })

  it('is noticed by a page that slept through it, when it is seen again', () => {
    for (const [occasion, target] of [
      ['pageshow', window],
      ['visibilitychange', document],
    ] as const) {
      const clock = createFakeClock()
      const client = start({ clock })
      client.overrides.set('hero', 'B', { expiresAtMs: clock.now() + 1_000 })
      clock.jump(1_000)
      target.dispatchEvent(new Event(occasion, { bubbles: true }))
      expect(client.get('hero', '-')).toBe('A')
    }
  })

  it('holds for a page that is opened later: it never sees the value', () => {
    const clock = createFakeClock()
    start({ clock }).overrides.set('hero', 'B', { scope: 'origin', expiresAtMs: clock.now() + 1_000 })
    clock.jump(1_000)
    const later = createFlagClient({ source: createFakeSource(), overrides: pageOverrides(), clock })
    expect(later.overrides.entries.size).toBe(0)
  })

  it('in the past is refused', () => {
    const clock = createFakeClock()
    const client = start({ clock })
    for (const expiresAtMs of [clock.now(), 0, Number.NaN]) {
      expect(client.overrides.set('hero', 'B', { expiresAtMs })).toMatch(/expired already/)
    }
    expect(client.get('hero', '-')).toBe('A')
  })
})
