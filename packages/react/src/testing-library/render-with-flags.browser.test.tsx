import { pageOverrides } from '@halyard/client/overrides'
import { createTestClient } from '@halyard/client/testing'
import { act, cleanup } from '@testing-library/react'
import type { ReactElement, ReactNode } from 'react'
import { afterEach, expect, it } from 'vitest'
import { useFlag } from '../use-flag.ts'
import { useFlagContext } from '../use-flag-context.ts'
import { renderWithFlags } from './render-with-flags.tsx'

afterEach(() => {
  cleanup()
  sessionStorage.clear()
})

function Shown(): ReactElement {
  const [{ plan }] = useFlagContext()
  return <p>{`${useFlag('a', '-')} ${plan}`}</p>
}

function Frame({ children }: { readonly children: ReactNode }): ReactElement {
  return <section title={useFlag('title', '-')}>{children}</section>
}

it('renders with flags and a context, and gives a client that changes them', () => {
  const { client, container, getByText } = renderWithFlags(<Shown />, {
    flags: { a: '1' },
    context: { plan: 'team' },
    overrides: pageOverrides(),
  })
  expect(getByText('1 team').tagName).toBe('P')
  act(() => client.set('a', '2'))
  expect(container.textContent).toBe('2 team')
  act(() => void client.overrides.set('a', '3'))
  expect(container.textContent).toBe('3 team')
})

it('takes a client that there is, and what Testing Library takes, also when it renders again', () => {
  const client = createTestClient({ flags: { a: '1', title: 'T' } })
  const container = document.body.appendChild(document.createElement('main'))
  const { rerender, ...rendered } = renderWithFlags(<Shown />, { client, container, wrapper: Frame })
  expect(rendered.client).toBe(client)
  rerender(<Shown />)
  expect(container.innerHTML).toBe('<section title="T"><p>1 undefined</p></section>')
  container.remove()
})
