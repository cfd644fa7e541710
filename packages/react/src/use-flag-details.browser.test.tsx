import { pageOverrides } from '@halyard/client/overrides'
import { createTestClient } from '@halyard/client/testing'
import { act, cleanup, render, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { FlagProvider } from './flag-provider.tsx'
import { useFlagDetails } from './use-flag-details.ts'

afterEach(() => {
  cleanup()
  sessionStorage.clear()
})

const onRender = vi.fn()

function Details({ id, fallback }: { id: string; fallback: string }): ReactElement {
  const { value, reason, freshness } = useFlagDetails('a', fallback)
  onRender()
  return <p data-testid={id}>{`${value} ${reason} ${freshness}`}</p>
}

it('shows value, reason and freshness, and renders only when one of them changes', async () => {
  const client = createTestClient({ flags: { a: '1' }, overrides: pageOverrides() })
  render(
    <FlagProvider client={client}>
      <Details id="known" fallback="x" />
    </FlagProvider>,
  )
  const shown = (): string | null => screen.getByTestId('known').textContent
  expect(shown()).toBe('1 STATIC live')
  onRender.mockClear()
  act(() => client.set('b', 2))
  expect(onRender).not.toHaveBeenCalled()
  act(() => void client.overrides.set('a', '2'))
  expect(shown()).toBe('2 OVERRIDE live')
  expect(onRender).toHaveBeenCalledTimes(1)
})

it('settles where two components give different fallbacks', () => {
  const client = createTestClient()
  render(
    <FlagProvider client={client}>
      <Details id="x" fallback="x" />
      <Details id="y" fallback="y" />
    </FlagProvider>,
  )
  expect(['x', 'y'].map((id) => screen.getByTestId(id).textContent)).toEqual(['x ERROR live', 'y ERROR live'])
})
