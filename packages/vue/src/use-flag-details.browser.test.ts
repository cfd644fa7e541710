import { pageOverrides } from '@halyard/client/overrides'
import { createTestClient } from '@halyard/client/testing'
import { afterEach, expect, it, vi } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import { renderWithFlags } from './testing-library/render-with-flags.ts'
import { useFlagDetails } from './use-flag-details.ts'

afterEach(() => sessionStorage.clear())

function showDetails() {
  const onRender = vi.fn()
  const Shown = defineComponent(() => {
    const details = useFlagDetails('a', 'x')
    return () => {
      onRender()
      const { value, reason, freshness } = details.value
      return h('p', `${value} ${reason} ${freshness}`)
    }
  })
  return { Shown, onRender }
}

it('shows value, reason and freshness, and renders only when one of them changes', async () => {
  const { Shown, onRender } = showDetails()
  const { client, container } = renderWithFlags(Shown, { flags: { a: '1' }, overrides: pageOverrides() })
  expect(container.textContent).toBe('1 STATIC live')
  client.set('b', 2)
  await nextTick()
  expect(onRender).toHaveBeenCalledTimes(1)
  client.overrides.set('a', '2')
  await nextTick()
  expect([container.textContent, onRender.mock.calls.length]).toEqual(['2 OVERRIDE live', 2])
})

it('is exposed as a value is, and leaves no observer behind', async () => {
  const client = createTestClient({ flags: { a: '1' } })
  const expose = vi.spyOn(client, 'expose')
  const ended = vi.fn()
  for (const name of ['subscribe', 'subscribeState'] as const) {
    const subscribe = client[name] as (...args: unknown[]) => () => void
    Object.assign(client, {
      [name](...args: unknown[]) {
        const end = subscribe(...args)
        return () => {
          ended(name)
          end()
        }
      },
    })
  }
  const { unmount } = renderWithFlags(showDetails().Shown, { client })
  await nextTick()
  client.set('a', '2')
  await nextTick()
  expect(expose.mock.calls).toEqual([
    ['a', 'x'],
    ['a', 'x'],
  ])
  expect(ended).not.toHaveBeenCalled()
  unmount()
  expect(ended.mock.calls.flat()).toEqual(['subscribe', 'subscribeState'])
})
