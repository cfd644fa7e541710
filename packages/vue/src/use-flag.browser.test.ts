import { createTestClient, type TestClient } from '@halyard/client/testing'
import { render } from '@testing-library/vue'
import { expect, it, vi } from 'vitest'
import {
  createApp,
  defineComponent,
  effectScope,
  h,
  isReactive,
  KeepAlive,
  nextTick,
  onMounted,
  ref,
  type ShallowRef,
  shallowRef,
  watch,
} from 'vue'
import { createFlagPlugin } from './create-flag-plugin.ts'
import { provideFlagClient } from './provide-flag-client.ts'
import { renderWithFlags } from './testing-library/render-with-flags.ts'
import { useFlag } from './use-flag.ts'
import { useFlagClient } from './use-flag-client.ts'

const Shown = defineComponent(() => {
  const value = useFlag('a', 'fallback')
  return () => h('p', value.value)
})

/** Runs something in an application, outside of its components. */
function inApplication<T>(client: Parameters<typeof createFlagPlugin>[0], run: () => T): T {
  return createApp(Shown).use(createFlagPlugin(client)).runWithContext(run)
}

it('gives the identical object until its content changes, and never a proxy of it', () => {
  const client = createTestClient({ flags: { a: { title: 'Sale' } } })
  inApplication(client, () =>
    effectScope().run(() => {
      const value = useFlag('a', {})
      const before = value.value
      client.set('a', { title: 'Sale' })
      expect(value.value).toBe(before)
      expect(isReactive(before)).toBe(false)
      client.set('a', { title: 'Gone' })
      expect(value.value).toEqual({ title: 'Gone' })
    }),
  )
})

it('is changed by nobody but the client', () => {
  const client = createTestClient({ flags: { a: '1' } })
  inApplication(client, () =>
    effectScope().run(() => {
      const value = useFlag('a', '')
      ;(value as { value: string }).value = '2'
      expect(value.value).toBe('1')
    }),
  )
})

it('is never behind its key, its fallback or its client, not even before the page is updated', () => {
  const [one, two] = [
    createTestClient({ flags: { a: '1', b: '2' } }),
    createTestClient({ flags: { b: '3' } }),
  ]
  const [client, flagKey, fallback] = [shallowRef(one), ref('a'), ref('x')]
  inApplication(client, () =>
    effectScope().run(() => {
      const value = useFlag(flagKey, fallback)
      flagKey.value = 'b'
      one.set('b', '4')
      expect(value.value).toBe('4')
      client.value = two
      expect(value.value).toBe('3')
      two.set('b', null)
      expect(value.value).toBe('x')
      fallback.value = 'y'
      expect(value.value).toBe('y')
    }),
  )
})

it('works in an effect scope outside of components, where nobody sees it, and ends with the scope', async () => {
  const client = createTestClient({ flags: { a: '1' } })
  client.expose = vi.fn()
  const scope = effectScope()
  const seen = vi.fn()
  const value = inApplication(client, () =>
    scope.run(() => {
      const value = useFlag('a', 'fallback')
      watch(value, seen, { flush: 'sync' })
      return value
    }),
  )
  client.set('a', '2')
  expect([value?.value, seen.mock.calls[0]?.[0]]).toEqual(['2', '2'])
  await nextTick()
  scope.stop()
  client.set('a', '3')
  expect(seen).toHaveBeenCalledTimes(1)
  expect(client.expose).not.toHaveBeenCalled()
})

it('is exposed when the page shows it, and never before', async () => {
  const client = createTestClient({ flags: { a: '1' } })
  const seen: unknown[] = []
  client.expose = () => void seen.push(document.querySelector('p')?.textContent)
  renderWithFlags(Shown, { client })
  await nextTick()
  expect(seen).toEqual(['1'])
  client.set('a', '2')
  expect(seen).toEqual(['1'])
  await nextTick()
  expect(seen).toEqual(['1', '2'])
})

it('is exposed when its key changes and the value is the same', async () => {
  const client = createTestClient({ flags: { a: '1', b: '1' } })
  const expose = vi.spyOn(client, 'expose')
  const flagKey = ref('a')
  renderWithFlags(
    defineComponent(() => {
      const value = useFlag(flagKey, 'fallback')
      return () => h('p', value.value)
    }),
    { client },
  )
  await nextTick()
  flagKey.value = 'b'
  await nextTick()
  expect(expose.mock.calls).toEqual([
    ['a', 'fallback'],
    ['b', 'fallback'],
  ])
})

it('is not exposed while its component is kept alive, out of the page', async () => {
  const client = createTestClient({ flags: { a: '1' } })
  const expose = vi.spyOn(client, 'expose')
  const Other = defineComponent(() => () => h('p', 'other'))
  const isShown = ref(true)
  const { container } = renderWithFlags(
    defineComponent(() => () => h(KeepAlive, () => h(isShown.value ? Shown : Other))),
    { client },
  )
  await nextTick()
  isShown.value = false
  await nextTick()
  expose.mockClear()
  client.set('a', '2')
  await nextTick()
  expect(expose).not.toHaveBeenCalled()
  isShown.value = true
  await nextTick()
  // Activated hooks run with the update, and what they change is watched with the next one.
  await nextTick()
  expect([container.textContent, expose.mock.calls]).toEqual(['2', [['a', 'fallback']]])
})

it('is the value, not what markup shows, in a component that is mounted already', () => {
  let value: Readonly<ShallowRef<string>> | undefined
  const Late = defineComponent(() => {
    onMounted(() => {
      value = useFlag('a', 'fallback')
    })
    return () => h('p')
  })
  renderWithFlags(Late, { flags: { a: '1' } })
  expect(value?.value).toBe('1')
})

it('reads the client of the nearest provider, which no state makes reactive', () => {
  const [outer, inner] = [createTestClient({ flags: { a: '1' } }), createTestClient({ flags: { a: '2' } })]
  const state = ref<{ client: unknown }>({ client: inner })
  let found: unknown
  const Below = defineComponent(() => {
    const client = useFlagClient()
    found = client.value
    return () => h(Shown)
  })
  const { container } = renderWithFlags(
    defineComponent(() => {
      provideFlagClient(() => state.value.client as TestClient)
      return () => h(Below)
    }),
    { client: outer },
  )
  expect(container.textContent).toBe('2')
  expect(found).toBe(inner)
  expect(isReactive(state.value.client)).toBe(false)
})

it('says what is missing where no client is provided', () => {
  expect(() => render(Shown, { global: { config: { warnHandler: () => undefined } } })).toThrow(
    'app.use(createFlagPlugin(client))',
  )
})
