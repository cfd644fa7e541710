import type { Flag } from '@halyard/schema'
import { describe, expect, it } from 'vitest'
import { createFlagClient } from '../create-flag-client.ts'
import type { FlagClient } from '../flag-client.ts'
import { staticSource } from '../sources/static-source.ts'
import { createTestClient } from '../testing-client/create-test-client.ts'

/** A flag whose rule changes why, and never what. */
const ONE_OUTCOME: Flag = {
  state: 'ENABLED',
  variants: { a: 'A' },
  defaultVariant: 'a',
  targeting: { if: [{ '==': [{ var: 'plan' }, 'team'] }, 'a'] },
}

/** The same value of two variants, as an A/A test has it. */
const ONE_VALUE: Flag = {
  state: 'ENABLED',
  variants: { control: 'A', treatment: 'A' },
  defaultVariant: 'control',
  targeting: { if: [{ '==': [{ var: 'plan' }, 'team'] }, 'treatment'] },
}

/** What a component shows in a case of {@link describeBinding}: the value of one flag, as text. */
export interface ShownFlag {
  readonly flagKey: string
  readonly fallback: string | number | boolean
}

/** Components that a binding has mounted under one provider, in a page. */
export interface MountedFlags {
  /** What each component shows. */
  readonly texts: readonly string[]
  /** How often the code of each component has run. */
  readonly renders: readonly number[]
  /** Runs something that changes flags, and resolves when the framework has brought the page up to date. */
  act(run: () => void): Promise<void>
  /** Gives one component another flag to show. */
  show(index: number, shown: ShownFlag): Promise<void>
  /** Gives the provider another client. */
  provide(client: FlagClient): Promise<void>
  unmount(): Promise<void>
}

/** What the suite needs of a binding. */
export interface BindingAdapter {
  /** How often a component's code runs again when its flag changes: 0 where only the text is written anew. */
  readonly rendersOnChange: 0 | 1
  /** Mounts one component for each flag. */
  mount(client: FlagClient, shown: readonly ShownFlag[]): Promise<MountedFlags>
}

/** What every binding keeps to. */
export function describeBinding({ mount, rendersOnChange }: BindingAdapter): void {
  const shown = (...flagKeys: readonly string[]): ShownFlag[] =>
    flagKeys.map((flagKey) => ({ flagKey, fallback: 'fallback' }))

  describe('a component', () => {
    it('shows its flag from its first render on, and the fallback where there is none', async () => {
      const mounted = await mount(createTestClient({ flags: { a: 'A' } }), shown('a', 'b'))
      expect([mounted.texts, mounted.renders]).toEqual([
        ['A', 'fallback'],
        [1, 1],
      ])
      await mounted.unmount()
    })

    it('shows the fallback for a value of another type', async () => {
      const client = createTestClient({ flags: { a: 'A' } })
      const mounted = await mount(client, [{ flagKey: 'a', fallback: 7 }])
      expect(mounted.texts).toEqual(['7'])
      await mounted.unmount()
    })

    it('follows its flag, and no other', async () => {
      const client = createTestClient({ flags: { a: '1', b: '1' } })
      const mounted = await mount(client, shown('a', 'b', 'c'))
      await mounted.act(() => client.set('b', '2'))
      expect([mounted.texts, mounted.renders]).toEqual([
        ['1', '2', 'fallback'],
        [1, 1 + rendersOnChange, 1],
      ])
      await mounted.act(() => client.set('b', null))
      expect(mounted.texts).toEqual(['1', 'fallback', 'fallback'])
      await mounted.unmount()
    })

    it('is left alone by a revision that says the same', async () => {
      const client = createTestClient({ flags: { a: '1' } })
      const mounted = await mount(client, shown('a'))
      await mounted.act(() => client.set('a', '1'))
      expect(mounted.renders).toEqual([1])
      await mounted.unmount()
    })

    it('is left alone by a change of the reason alone', async () => {
      const client = createFlagClient({ source: staticSource({ flags: { a: ONE_OUTCOME } }) })
      client.start()
      const mounted = await mount(client, shown('a'))
      const before = client.details('a', '').reason
      await mounted.act(() => void client.setContext({ plan: 'team' }))
      expect([before, client.details('a', '').reason]).toEqual(['DEFAULT', 'TARGETING_MATCH'])
      expect([mounted.texts, mounted.renders]).toEqual([['A'], [1]])
      await mounted.unmount()
    })

    it('runs once for several changes at a time', async () => {
      const client = createTestClient({ flags: { a: '1' } })
      const mounted = await mount(client, shown('a'))
      await mounted.act(() => {
        client.set('a', '2')
        client.set('a', '3')
      })
      expect([mounted.texts, mounted.renders]).toEqual([['3'], [1 + rendersOnChange]])
      await mounted.unmount()
    })

    it('follows a key and a fallback that change, and forgets those before', async () => {
      const client = createTestClient({ flags: { a: '1', b: '2' } })
      const mounted = await mount(client, shown('a'))
      await mounted.show(0, { flagKey: 'b', fallback: 'x' })
      expect(mounted.texts).toEqual(['2'])
      const before = mounted.renders
      await mounted.act(() => client.set('a', '3'))
      expect(mounted.renders).toEqual(before)
      await mounted.act(() => client.set('b', null))
      expect(mounted.texts).toEqual(['x'])
      await mounted.show(0, { flagKey: 'b', fallback: 'y' })
      expect(mounted.texts).toEqual(['y'])
      await mounted.unmount()
    })

    it('follows a client that changes, and forgets the one before', async () => {
      const [one, two] = [createTestClient({ flags: { a: '1' } }), createTestClient({ flags: { a: '2' } })]
      const mounted = await mount(one, shown('a'))
      await mounted.provide(two)
      expect(mounted.texts).toEqual(['2'])
      const before = mounted.renders
      await mounted.act(() => one.set('a', '3'))
      expect([mounted.texts, mounted.renders]).toEqual([['2'], before])
      await mounted.act(() => two.set('a', '4'))
      expect(mounted.texts).toEqual(['4'])
      await mounted.unmount()
    })

    it('observes what it shows, and leaves no observer behind', async () => {
      const client = createTestClient({ flags: { a: '1', b: '1' } })
      const observers = noteObservers(client)
      const observed = () => [...new Set(observers.values())].sort()
      const mounted = await mount(client, shown('a', 'a', 'b'))
      expect(observed()).toEqual(['a', 'b'])
      await mounted.show(0, { flagKey: 'b', fallback: 'fallback' })
      expect(observed()).toEqual(['a', 'b'])
      await mounted.show(1, { flagKey: 'b', fallback: 'fallback' })
      expect(observed()).toEqual(['b'])
      await mounted.unmount()
      expect(observers.size).toBe(0)
    })
  })

  describe('a thousand components', () => {
    const flagKeys = Array.from({ length: 1000 }, (_, index) => `flag-${index}`)
    const sum = (renders: readonly number[]): number => renders.reduce((total, count) => total + count, 0)

    it('are left alone but for the one whose flag changed', async () => {
      const client = createTestClient({ flags: Object.fromEntries(flagKeys.map((key) => [key, 'A'])) })
      const mounted = await mount(client, shown(...flagKeys))
      await mounted.act(() => client.set('flag-500', 'B'))
      expect([mounted.texts[500], mounted.renders[500], sum(mounted.renders)]).toEqual([
        'B',
        1 + rendersOnChange,
        1000 + rendersOnChange,
      ])
      await mounted.unmount()
    })

    it('run once each when the flag changed that they share', async () => {
      const client = createTestClient({ flags: { a: 'A' } })
      const mounted = await mount(client, shown(...flagKeys.map(() => 'a')))
      await mounted.act(() => client.set('a', 'B'))
      expect(new Set(mounted.texts)).toEqual(new Set(['B']))
      expect(new Set(mounted.renders)).toEqual(new Set([1 + rendersOnChange]))
      await mounted.unmount()
    })

    it('leave no observer behind when they come and go ten times', async () => {
      const client = createTestClient()
      const observers = noteObservers(client)
      for (let visit = 0; visit < 10; visit += 1) {
        const mounted = await mount(client, shown(...flagKeys))
        expect(observers.size).toBe(1000)
        await mounted.unmount()
      }
      expect(observers.size).toBe(0)
    })
  })

  describe('an exposure', () => {
    it('is told of a component that is mounted, and again when its value changes', async () => {
      const client = createTestClient({ flags: { a: '1', b: '1' } })
      const exposed = noteExposures(client)
      const mounted = await mount(client, shown('a', 'b'))
      expect([...exposed].sort()).toEqual(['a', 'b'])
      exposed.length = 0
      await mounted.act(() => client.set('b', '2'))
      expect(exposed).toEqual(['b'])
      await mounted.unmount()
    })

    it('is told of another variant whose value is the same, without a render', async () => {
      const client = createFlagClient({ source: staticSource({ flags: { a: ONE_VALUE, b: ONE_OUTCOME } }) })
      client.start()
      const variants: unknown[] = []
      client.expose = (flagKey, fallback) => void variants.push(client.details(flagKey, fallback).variant)
      const mounted = await mount(client, shown('a', 'b'))
      expect(variants.splice(0).sort()).toEqual(['a', 'control'])
      await mounted.act(() => void client.setContext({ plan: 'team' }))
      expect([variants, mounted.texts, mounted.renders]).toEqual([['treatment'], ['A', 'A'], [1, 1]])
      await mounted.unmount()
      await client.setContext({})
      expect(variants).toEqual(['treatment'])
    })
  })
}

/** Notes who observes which flag of a client from now on. A binding may have one observer for several components. */
function noteObservers(client: FlagClient): ReadonlyMap<object, string> {
  const observers = new Map<object, string>()
  const { subscribe } = client
  client.subscribe = (flagKey, listener) => {
    const observer = {}
    observers.set(observer, flagKey)
    const end = subscribe(flagKey, listener)
    return () => {
      observers.delete(observer)
      end()
    }
  }
  return observers
}

/** Notes the keys that a binding says somebody sees. */
function noteExposures(client: FlagClient): string[] {
  const exposed: string[] = []
  client.expose = (flagKey) => void exposed.push(flagKey)
  return exposed
}
