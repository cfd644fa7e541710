import { act, cleanup, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { renderWithFlags } from './testing-library/render-with-flags.tsx'
import { useFlagContext } from './use-flag-context.ts'

afterEach(cleanup)

function Plan({ onRender }: { readonly onRender: () => void }): ReactElement {
  const [context, setContext] = useFlagContext()
  onRender()
  return (
    <button type="button" onClick={() => setContext({ ...context, plan: 'team' })}>
      {`${context.targetingKey} ${context.plan}`}
    </button>
  )
}

it('shows the context, replaces it, and renders again only when it was replaced', async () => {
  const onRender = vi.fn()
  const context = { targetingKey: 'u1', plan: 'free' }
  const { client, container } = renderWithFlags(<Plan onRender={onRender} />, { context })
  act(() => client.set('a', 1))
  expect([container.textContent, onRender.mock.calls.length]).toEqual(['u1 free', 1])
  await act(async () => screen.getByRole('button').click())
  expect([container.textContent, onRender.mock.calls.length]).toEqual(['u1 team', 2])
  await act(() => client.setContext({}))
  expect(container.textContent).toBe('undefined undefined')
})
