/** @jsxImportSource preact */
import { pageOverrides } from '@halyard/client/overrides'
import { createTestClient, type TestClient } from '@halyard/client/testing'
import { act, cleanup, render, screen } from '@testing-library/preact'
import type { VNode } from 'preact'
import { afterEach, expect, it, vi } from 'vitest'
import { renderWithFlags } from './testing-library/render-with-flags.ts'
import { useFlag } from './use-flag.ts'
import { useFlagClient } from './use-flag-client.ts'
import { useFlagDetails } from './use-flag-details.ts'
import { useFlagSignal } from './use-flag-signal.ts'
import { useTrack } from './use-track.ts'

afterEach(() => {
  cleanup()
  sessionStorage.clear()
})

it('shows value, reason and freshness, and renders only when one of them changes', () => {
  const onRender = vi.fn()
  function Details(): VNode {
    const { value, reason, freshness } = useFlagDetails('a', '-')
    onRender()
    return <p>{`${value} ${reason} ${freshness}`}</p>
  }
  const { client, container } = renderWithFlags(<Details />, {
    flags: { a: '1' },
    overrides: pageOverrides(),
  })
  expect(container.textContent).toBe('1 STATIC live')
  act(() => client.set('b', 2))
  expect(onRender).toHaveBeenCalledTimes(1)
  act(() => void client.overrides.set('a', '2'))
  expect(container.textContent).toBe('2 OVERRIDE live')
  expect(onRender).toHaveBeenCalledTimes(2)
})

it('writes an attribute without a render', () => {
  const onRender = vi.fn()
  function Titled(): VNode {
    onRender()
    return <p title={useFlagSignal('a', '-')} data-testid="titled" />
  }
  const { client } = renderWithFlags(<Titled />, { flags: { a: '1' } })
  act(() => client.set('a', '2'))
  expect(screen.getByTestId('titled').title).toBe('2')
  expect(onRender).toHaveBeenCalledTimes(1)
})

/** Notes whenever somebody says that a flag is seen: its value, and what the page shows then. */
function noteSeen(client: TestClient) {
  const seen: unknown[] = []
  return {
    seen,
    next: () =>
      new Promise<void>((resolve) => {
        client.expose = (flagKey, fallback) => {
          seen.push([client.get(flagKey, fallback), screen.getByTestId('text').textContent])
          resolve()
        }
      }),
  }
}

it('counts as seen what has reached the page, not what was replaced before it did', async () => {
  const client = createTestClient({ flags: { a: '1' } })
  const { seen, next } = noteSeen(client)
  function Text(): VNode {
    return <p data-testid="text">{useFlagSignal('a', '-')}</p>
  }
  const first = next()
  renderWithFlags(<Text />, { client })
  await first
  const second = next()
  client.set('a', '2')
  client.set('a', '3')
  await second
  expect(seen).toEqual([
    ['1', '1'],
    ['3', '3'],
  ])
})

it('counts as seen what is rendered, not what is rendered anew before the next frame', async () => {
  const client = createTestClient({ flags: { a: '1' } })
  const { seen, next } = noteSeen(client)
  function Text(): VNode {
    return <p data-testid="text">{useFlag('a', '-')}</p>
  }
  const first = next()
  renderWithFlags(<Text />, { client })
  await first
  const second = next()
  const rendered = new Promise((resolve) => {
    new MutationObserver(resolve).observe(document.body, { characterData: true, subtree: true })
  })
  client.set('a', '2')
  await rendered
  client.set('a', '3')
  await second
  expect(seen).toEqual([
    ['1', '1'],
    ['3', '3'],
  ])
})

it('gives the client, and what tracks', () => {
  const seen: unknown[] = []
  const client = createTestClient()
  function Both(): VNode {
    seen.push(useFlagClient(), useTrack())
    return <p />
  }
  renderWithFlags(<Both />, { client })
  expect(seen).toEqual([client, client.track])
})

it('says what is missing where there is no provider', () => {
  function Shown(): VNode {
    return <p>{useFlag('a', '-')}</p>
  }
  expect(() => render(<Shown />)).toThrow('add a <FlagProvider> above')
})
