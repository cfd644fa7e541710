/** @jsxImportSource preact */
import { act, cleanup } from '@testing-library/preact'
import { afterEach, describe, expect, it } from 'vitest'
import { Flag } from './flag.ts'
import { renderWithFlags } from './testing-library/render-with-flags.ts'

afterEach(cleanup)

describe('Flag', () => {
  it('switches between two alternatives', () => {
    const { client, container } = renderWithFlags(
      <Flag name="checkout" fallback={false} on="new" off={<b>old</b>} />,
      { flags: { checkout: true } },
    )
    expect(container.innerHTML).toBe('new')
    act(() => client.set('checkout', null))
    expect(container.innerHTML).toBe('<b>old</b>')
  })

  it('shows nothing for an alternative that is left out', () => {
    const { container } = renderWithFlags(<Flag name="checkout" fallback={false} on="new" />)
    expect(container.innerHTML).toBe('')
  })

  it('chooses a case, and the one of the fallback where the value has none', () => {
    const { client, container } = renderWithFlags(
      <Flag name="hero" fallback="classic" cases={{ classic: 'C', bold: 'B' }} />,
      { flags: { hero: 'bold' } },
    )
    expect(container.textContent).toBe('B')
    act(() => client.set('hero', 'toString'))
    expect(container.textContent).toBe('C')
  })

  it('chooses among numbers', () => {
    const flags = { columns: 3 }
    const { container } = renderWithFlags(
      <Flag name="columns" fallback={2} cases={{ 2: 'two', 3: 'three' }} />,
      { flags },
    )
    expect(container.textContent).toBe('three')
  })

  it('gives the value to a function', () => {
    const { container } = renderWithFlags(
      <Flag name="limit" fallback={10}>
        {(limit) => `at most ${limit.toFixed(1)}`}
      </Flag>,
      { flags: { limit: 5 } },
    )
    expect(container.textContent).toBe('at most 5.0')
  })
})
