/** @jsxImportSource preact */
import { createTestClient } from '@halyard/client/testing'
import { act, cleanup } from '@testing-library/preact'
import type { ComponentChildren, VNode } from 'preact'
import { afterEach, expect, it } from 'vitest'
import { useFlag } from '../use-flag.ts'
import { useFlagClient } from '../use-flag-client.ts'
import { renderWithFlags } from './render-with-flags.ts'

afterEach(cleanup)

function Shown(): VNode {
  return <p>{`${useFlag('a', '-')} ${useFlagClient().context.plan}`}</p>
}

function Frame({ children }: { readonly children?: ComponentChildren }): VNode {
  return <section title={useFlag('title', '-')}>{children}</section>
}

it('renders with flags and a context, and gives a client that changes them', () => {
  const { client, container, getByText } = renderWithFlags(<Shown />, {
    flags: { a: '1' },
    context: { plan: 'team' },
  })
  expect(getByText('1 team').tagName).toBe('P')
  act(() => client.set('a', '2'))
  expect(container.textContent).toBe('2 team')
})

it('takes a client that there is, and what Testing Library takes, also when it renders again', () => {
  const client = createTestClient({ flags: { a: '1', title: 'T' } })
  const container = document.body.appendChild(document.createElement('main'))
  const { rerender, ...rendered } = renderWithFlags(<Shown />, { client, container, wrapper: Frame })
  expect(rendered.client).toBe(client)
  rerender(<Shown />)
  expect(container.innerHTML).toBe('<section title="T"><p>1 undefined</p></section>')
})

it('takes over markup that shows fallbacks, and goes on to the flags', () => {
  const container = document.body.appendChild(document.createElement('main'))
  container.innerHTML = '<p>- undefined</p>'
  const shown = container.querySelector('p')
  const changes = new MutationObserver(() => undefined)
  changes.observe(container, { childList: true, subtree: true, characterData: true })
  renderWithFlags(<Shown />, { flags: { a: '1' }, container, hydrate: true })
  expect([container.innerHTML, container.querySelector('p')]).toEqual(['<p>1 undefined</p>', shown])
  expect(changes.takeRecords().map(({ type, oldValue }) => [type, oldValue])).toEqual([
    ['characterData', null],
  ])
})
