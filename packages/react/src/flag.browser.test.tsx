import { createTestClient, type TestClient } from '@halyard/client/testing'
import { act, cleanup } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { Flag } from './flag.tsx'
import { renderWithFlags } from './testing-library/render-with-flags.tsx'

afterEach(cleanup)

function text(client: TestClient, flag: ReactNode): () => string | null {
  const { container } = renderWithFlags(flag, { client })
  return () => container.textContent
}

describe('Flag', () => {
  it('switches between two alternatives', () => {
    const client = createTestClient({ flags: { checkout: true } })
    const shown = text(client, <Flag name="checkout" fallback={false} on="new" off="old" />)
    expect(shown()).toBe('new')
    act(() => client.set('checkout', null))
    expect(shown()).toBe('old')
  })

  it('shows nothing for an alternative that is left out', () => {
    expect(text(createTestClient(), <Flag name="checkout" fallback={false} on="new" />)()).toBe('')
  })

  it('chooses a case, and the one of the fallback where the value has none', () => {
    const client = createTestClient({ flags: { hero: 'bold' } })
    const cases = { classic: 'C', bold: 'B' }
    const shown = text(client, <Flag name="hero" fallback="classic" cases={cases} />)
    expect(shown()).toBe('B')
    act(() => client.set('hero', 'toString'))
    expect(shown()).toBe('C')
  })

  it('chooses among numbers', () => {
    const client = createTestClient({ flags: { columns: 3 } })
    expect(text(client, <Flag name="columns" fallback={2} cases={{ 2: 'two', 3: 'three' }} />)()).toBe(
      'three',
    )
  })

  it('gives the value to a function', () => {
    const client = createTestClient({ flags: { limit: 5 } })
    const flag = (
      <Flag name="limit" fallback={10}>
        {(limit) => `at most ${limit}`}
      </Flag>
    )
    expect(text(client, flag)()).toBe('at most 5')
  })
})
