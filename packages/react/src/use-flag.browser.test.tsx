import { createTestClient } from '@halyard/client/testing'
import { act, cleanup, render, screen } from '@testing-library/react'
import { type ReactElement, StrictMode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { FlagProvider } from './flag-provider.tsx'
import { useFlag } from './use-flag.ts'

afterEach(() => {
  cleanup()
  sessionStorage.clear()
})

function Shown({ flagKey, onRender }: { flagKey: string; onRender?: (key: string) => void }): ReactElement {
  const value = useFlag(flagKey, 'fallback')
  onRender?.(flagKey)
  return <p data-testid={flagKey}>{value}</p>
}

function Seen({ onRender }: { onRender: (value: object) => void }): null {
  onRender(useFlag('a', {}))
  return null
}

function Both(): ReactElement {
  return <p data-testid="both">{`${useFlag('a', 'x')} ${useFlag('a', 'y')} ${useFlag('a', 1)}`}</p>
}

const text = (flagKey: string): string | null => screen.getByTestId(flagKey).textContent

describe('useFlag', () => {
  it('renders again exactly the components that read the flag that changed', () => {
    const client = createTestClient({ flags: { a: '1', b: '1' } })
    const onRender = vi.fn()
    render(
      <FlagProvider client={client}>
        <Shown flagKey="a" onRender={onRender} />
        <Shown flagKey="b" onRender={onRender} />
        <Shown flagKey="c" onRender={onRender} />
      </FlagProvider>,
    )
    expect(onRender.mock.calls.flat()).toEqual(['a', 'b', 'c'])
    onRender.mockClear()
    act(() => client.set('b', '2'))
    expect(onRender.mock.calls.flat()).toEqual(['b'])
    expect([text('a'), text('b'), text('c')]).toEqual(['1', '2', 'fallback'])
  })

  it('works in StrictMode, and leaves no subscription behind', () => {
    const client = createTestClient({ flags: { a: '1' } })
    const subscriptions = new Set<() => void>()
    const { subscribe } = client
    client.subscribe = (key, listener) => {
      subscriptions.add(listener)
      const end = subscribe(key, listener)
      return () => {
        subscriptions.delete(listener)
        end()
      }
    }
    const { unmount } = render(
      <StrictMode>
        <FlagProvider client={client}>
          <Shown flagKey="a" />
        </FlagProvider>
      </StrictMode>,
    )
    act(() => client.set('a', '2'))
    expect([text('a'), subscriptions.size]).toEqual(['2', 1])
    unmount()
    expect(subscriptions.size).toBe(0)
  })

  it('follows a key that changes between renders, and forgets the one before', () => {
    const client = createTestClient({ flags: { a: '1', b: '2' } })
    const onRender = vi.fn()
    const tree = (flagKey: string): ReactElement => (
      <FlagProvider client={client}>
        <Shown flagKey={flagKey} onRender={onRender} />
      </FlagProvider>
    )
    const { rerender } = render(tree('a'))
    rerender(tree('b'))
    expect(text('b')).toBe('2')
    onRender.mockClear()
    act(() => client.set('a', '3'))
    expect(onRender).not.toHaveBeenCalled()
    act(() => client.set('b', '4'))
    expect(text('b')).toBe('4')
  })

  it('follows a client that changes', () => {
    const [one, two] = [createTestClient({ flags: { a: '1' } }), createTestClient({ flags: { a: '2' } })]
    const tree = (client: typeof one): ReactElement => (
      <FlagProvider client={client}>
        <Shown flagKey="a" />
      </FlagProvider>
    )
    const { rerender } = render(tree(one))
    rerender(tree(two))
    expect(text('a')).toBe('2')
    act(() => two.set('a', '3'))
    expect(text('a')).toBe('3')
  })

  it('gives the identical object until its content changes', () => {
    const client = createTestClient({ flags: { a: { title: 'Sale' } } })
    const seen = new Set<object>()
    const tree = (): ReactElement => (
      <FlagProvider client={client}>
        <Seen onRender={(value) => seen.add(value)} />
      </FlagProvider>
    )
    const { rerender } = render(tree())
    act(() => client.set('a', { title: 'Sale' }))
    rerender(tree())
    expect(seen.size).toBe(1)
    act(() => client.set('a', { title: 'Gone' }))
    expect(seen.size).toBe(2)
  })

  it('gives each of two components its own fallback', () => {
    const client = createTestClient()
    render(
      <FlagProvider client={client}>
        <Both />
      </FlagProvider>,
    )
    expect(text('both')).toBe('x y 1')
  })

  it('takes over what a server rendered without contradicting it, and shows the value then', () => {
    const client = createTestClient({ flags: { a: '1' } })
    const container = document.createElement('div')
    container.innerHTML = '<p data-testid="a">fallback</p>'
    document.body.append(container)
    const seen: (string | null)[] = []
    const onRecoverableError = vi.fn()
    render(
      <FlagProvider client={client}>
        <Shown flagKey="a" onRender={() => seen.push(container.textContent)} />
      </FlagProvider>,
      { container, hydrate: true, onRecoverableError },
    )
    expect([text('a'), seen[0]]).toEqual(['1', 'fallback'])
    expect(onRecoverableError).not.toHaveBeenCalled()
    container.remove()
  })

  it('says what is missing where there is no provider', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    expect(() => render(<Shown flagKey="a" />)).toThrow('<FlagProvider client={…}>')
    vi.restoreAllMocks()
  })
})
