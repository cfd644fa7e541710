import { createTestClient } from '@halyard/client/testing'
import { type ComponentChild, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, it, vi } from 'vitest'
import { FlagProvider } from './flag-provider.ts'
import { useFlag } from './use-flag.ts'
import { useFlagDetails } from './use-flag-details.ts'
import { useFlagSignal } from './use-flag-signal.ts'

function Shown(): ComponentChild {
  const signal = useFlagSignal('a', '-')
  const { variant } = useFlagDetails('a', '-')
  return h('p', { title: signal }, signal, ` ${useFlag('a', '-')} ${variant}`)
}

it.each([false, true])('shows what is read there, and leaves nothing behind (hydrating: %s)', (hydrating) => {
  const client = createTestClient({ flags: { a: 'A' } })
  const ends = vi.fn()
  const subscribe = vi.spyOn(client, 'subscribe').mockImplementation(() => ends)
  const expose = vi.spyOn(client, 'expose')
  expect(renderToString(h(FlagProvider, { client, hydrating }, h(Shown, null)))).toBe(
    `<p title="A">A A ${client.details('a', '-').variant}</p>`,
  )
  expect(expose).not.toHaveBeenCalled()
  expect(ends).toHaveBeenCalledTimes(subscribe.mock.calls.length)
})
