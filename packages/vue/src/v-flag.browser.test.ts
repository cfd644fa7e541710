import { createTestClient } from '@halyard/client/testing'
import { expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick, ref, Transition, withDirectives } from 'vue'
import { provideFlagClient } from './provide-flag-client.ts'
import { renderWithFlags } from './testing-library/render-with-flags.ts'
import { type FlagBinding, vFlag } from './v-flag.ts'

/** Renders an element as `<p :style v-flag:case="given()">` does, while `isThere()`. */
function show(
  given: () => FlagBinding,
  options: Parameters<typeof renderWithFlags>[1] & {
    arg?: string
    style?: () => object
    isThere?: () => boolean
  },
) {
  const { arg, style = () => ({}), isThere = () => true, ...rest } = options
  const { container, ...result } = renderWithFlags(
    defineComponent(
      () => () =>
        isThere()
          ? withDirectives(h('p', { style: style() }, 'shown'), [
              arg ? [vFlag, given(), arg] : [vFlag, given()],
            ])
          : null,
    ),
    rest,
  )
  return { ...result, display: () => container.querySelector('p')?.style.display }
}

it('shows an element while its flag is on', async () => {
  const { client, display } = show(() => 'a', { flags: { a: true } })
  expect(display()).toBe('')
  client.set('a', null)
  await nextTick()
  expect(display()).toBe('none')
  client.set('a', true)
  await nextTick()
  expect(display()).toBe('')
})

it('shows an element while its flag is off', async () => {
  const { client, display } = show(() => 'a', { arg: 'off' })
  expect(display()).toBe('')
  client.set('a', true)
  await nextTick()
  expect(display()).toBe('none')
})

it('shows an element for one value, and takes a fallback', async () => {
  const { client, display } = show(() => ['hero', 'bold'], { arg: 'bold' })
  expect(display()).toBe('')
  client.set('hero', 'classic')
  await nextTick()
  expect(display()).toBe('none')
  expect(show(() => ['columns', 2], { arg: '3', flags: { columns: 3 } }).display()).toBe('')
})

it('keeps the display that the element has, and follows styles that change beside it', async () => {
  const style = ref<object>({ display: 'flex' })
  const { client, display } = show(() => 'a', { style: () => style.value, flags: { a: true } })
  expect(display()).toBe('flex')
  client.set('a', false)
  await nextTick()
  style.value = { display: 'grid', color: 'red' }
  await nextTick()
  expect(display()).toBe('none')
  client.set('a', true)
  await nextTick()
  expect(display()).toBe('grid')
})

it('follows a flag that changes, and forgets the one before', async () => {
  const client = createTestClient({ flags: { a: true, b: false } })
  const subscribe = vi.spyOn(client, 'subscribe')
  const flagKey = ref('a')
  const { display } = show(() => flagKey.value, { client })
  flagKey.value = 'b'
  await nextTick()
  expect(display()).toBe('none')
  client.set('a', false)
  client.set('b', true)
  await nextTick()
  expect(display()).toBe('')
  expect(subscribe.mock.calls.map(([key]) => key)).toEqual(['a', 'b'])
})

it('observes no more than once over renders that leave its flag as it is, and not after its element', async () => {
  const client = createTestClient({ flags: { a: true } })
  const ends = vi.fn()
  const { subscribe } = client
  client.subscribe = vi.fn((flagKey, listener) => {
    const end = subscribe(flagKey, listener)
    return () => {
      ends()
      end()
    }
  })
  const [style, isThere] = [ref({ color: 'red' }), ref(true)]
  show(() => ['a', false], { client, style: () => style.value, isThere: () => isThere.value })
  style.value = { color: 'blue' }
  await nextTick()
  expect(client.subscribe).toHaveBeenCalledTimes(1)
  isThere.value = false
  await nextTick()
  expect(ends).toHaveBeenCalledTimes(1)
})

it('is exposed when its element is there, and when its value changes', async () => {
  const client = createTestClient({ flags: { a: true } })
  const expose = vi.spyOn(client, 'expose')
  show(() => 'a', { client })
  await nextTick()
  expect(expose.mock.calls).toEqual([['a', false]])
  client.set('a', false)
  await nextTick()
  expect(expose).toHaveBeenCalledTimes(2)
})

it('reads the client that the component of its template provides', () => {
  const inner = createTestClient({ flags: { a: true } })
  const { container } = renderWithFlags(
    defineComponent(() => {
      provideFlagClient(inner)
      return () => withDirectives(h('p'), [[vFlag, 'a']])
    }),
  )
  expect(container.querySelector('p')?.style.display).toBe('')
})

it('hides its element after the transition around it', async () => {
  const style = document.head.appendChild(document.createElement('style'))
  style.textContent = '.fade-leave-active { transition: opacity 50ms } .fade-leave-to { opacity: 0 }'
  let left = (): void => undefined
  const hasLeft = new Promise<void>((resolve) => {
    left = resolve
  })
  const { client, container } = renderWithFlags(
    defineComponent(
      () => () =>
        h(Transition, { name: 'fade', onAfterLeave: () => left() }, () =>
          withDirectives(h('p'), [[vFlag, 'a']]),
        ),
    ),
    { flags: { a: true }, global: { stubs: { transition: false } } },
  )
  const element = container.querySelector('p')
  client.set('a', false)
  await nextTick()
  expect([element?.className, element?.style.display]).toEqual(['fade-leave-from fade-leave-active', ''])
  await hasLeft
  expect([element?.className, element?.style.display]).toEqual(['', 'none'])
  style.remove()
})
