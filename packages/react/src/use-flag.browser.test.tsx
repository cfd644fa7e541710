import { createTestClient } from '@halyard/client/testing'
import { act, cleanup, screen } from '@testing-library/react'
import { type ReactElement, type ReactNode, StrictMode, Suspense, startTransition, useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { FlagProvider } from './flag-provider.tsx'
import { ErrorBoundary } from './testing/error-boundary.tsx'
import { noteExposures } from './testing/note-exposures.ts'
import { renderWithFlags } from './testing-library/render-with-flags.tsx'
import { useFlag } from './use-flag.ts'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function Shown({ flagKey = 'a', onRender }: { flagKey?: string; onRender?: () => void }): ReactElement {
  const value = useFlag(flagKey, 'fallback')
  onRender?.()
  return <p data-testid={flagKey}>{value}</p>
}

function Seen({ onRender }: { onRender: (value: object) => void }): null {
  onRender(useFlag('a', {}))
  return null
}

function Both(): ReactElement {
  return <p data-testid="both">{`${useFlag('a', 'x')} ${useFlag('a', 'y')} ${useFlag('a', 1)}`}</p>
}

/** Suspends until it is told to go on. */
function createBlock(): { readonly Blocked: () => ReactNode; release(): Promise<void> } {
  let isOpen = false
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return {
    Blocked() {
      if (!isOpen) throw opened
      return 'open'
    },
    release: () =>
      act(async () => {
        isOpen = true
        open()
        await opened
      }),
  }
}

/** Goes on to its next view in a transition. */
function Page({ next }: { readonly next: ReactNode }): ReactElement {
  const [isNext, setNext] = useState(false)
  return (
    <Suspense fallback="pending">
      <button type="button" onClick={() => startTransition(() => setNext(true))} />
      <Shown />
      <Shown flagKey={isNext ? 'c' : 'b'} />
      {isNext && next}
    </Suspense>
  )
}

const text = (flagKey = 'a'): string | null => screen.getByTestId(flagKey).textContent

describe('the value', () => {
  it('is the identical object until its content changes', () => {
    const seen = new Set<object>()
    const ui = (): ReactElement => <Seen onRender={(value) => seen.add(value)} />
    const { client, rerender } = renderWithFlags(ui(), { flags: { a: { title: 'Sale' } } })
    act(() => client.set('a', { title: 'Sale' }))
    rerender(ui())
    expect(seen.size).toBe(1)
    act(() => client.set('a', { title: 'Gone' }))
    expect(seen.size).toBe(2)
  })

  it('is the own fallback of each component that reads the flag', () => {
    renderWithFlags(<Both />)
    expect(text('both')).toBe('x y 1')
  })

  it('is the one of the nearest provider', () => {
    const outer = createTestClient({ flags: { a: 'outer', b: 'outer' } })
    const inner = createTestClient({ flags: { a: 'inner' } })
    renderWithFlags(
      <>
        <Shown flagKey="b" />
        <FlagProvider client={inner}>
          <Shown />
        </FlagProvider>
      </>,
      { client: outer },
    )
    act(() => outer.set('a', 'other'))
    expect([text('a'), text('b')]).toEqual(['inner', 'outer'])
    act(() => inner.set('a', 'newer'))
    expect(text('a')).toBe('newer')
  })

  it('arrives in one commit where a change comes during a transition that waits', async () => {
    const { Blocked, release } = createBlock()
    const { client, container } = renderWithFlags(<Page next={<Blocked />} />, {
      flags: { a: '1', b: '1', c: '1' },
    })
    act(() => screen.getByRole('button').click())
    expect(container.textContent).toBe('11')
    act(() => client.set('a', '2'))
    act(() => client.set('c', '2'))
    expect(container.textContent).toBe('21')
    await release()
    expect(container.textContent).toBe('22open')
  })
})

describe('an exposure', () => {
  it('is told of what StrictMode renders twice, and leaves no subscription behind', () => {
    const client = createTestClient({ flags: { a: '1' } })
    const exposed = noteExposures(client)
    const ended = vi.fn()
    const subscribe = vi.spyOn(client, 'subscribe').mockImplementation(() => ended)
    const ui = (
      <StrictMode>
        <Shown />
      </StrictMode>
    )
    const { unmount } = renderWithFlags(ui, { client })
    expect(new Set(exposed)).toEqual(new Set(['a 1']))
    unmount()
    expect(ended).toHaveBeenCalledTimes(subscribe.mock.calls.length)
  })

  it('is not told of again when a component renders for another reason', () => {
    const client = createTestClient({ flags: { a: '1' } })
    const exposed = noteExposures(client)
    const onRender = vi.fn()
    const { rerender } = renderWithFlags(<Shown onRender={onRender} />, { client })
    for (let times = 1; times < 10; times += 1) rerender(<Shown onRender={onRender} />)
    expect([onRender.mock.calls.length, exposed]).toEqual([10, ['a 1']])
  })

  it('is not told of while a sibling suspends, and then of what is shown', async () => {
    const client = createTestClient({ flags: { a: '1' } })
    const exposed = noteExposures(client)
    const { Blocked, release } = createBlock()
    const { container } = renderWithFlags(
      <Suspense fallback="pending">
        <Shown />
        <Blocked />
      </Suspense>,
      { client },
    )
    act(() => client.set('a', '2'))
    expect([container.textContent, exposed]).toEqual(['pending', []])
    await release()
    expect([container.textContent, exposed]).toEqual(['2open', ['a 2']])
  })

  it('is not told of where a render fails', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const client = createTestClient({ flags: { a: '1' } })
    const exposed = noteExposures(client)
    const fail = (): never => {
      throw new Error('broken')
    }
    const { container } = renderWithFlags(
      <ErrorBoundary>
        <Shown onRender={fail} />
      </ErrorBoundary>,
      { client },
    )
    expect([container.textContent, exposed]).toEqual(['broken', []])
  })

  it('is told of anew where key or client are others', () => {
    const [one, two] = [
      createTestClient({ flags: { a: '1', b: '1' } }),
      createTestClient({ flags: { b: '1' } }),
    ]
    const [ofOne, ofTwo] = [noteExposures(one), noteExposures(two)]
    const ui = (client: typeof one, flagKey: string): ReactElement => (
      <FlagProvider client={client}>
        <Shown flagKey={flagKey} />
      </FlagProvider>
    )
    const { rerender } = renderWithFlags(ui(one, 'a'))
    rerender(ui(one, 'b'))
    rerender(ui(two, 'b'))
    expect([ofOne, ofTwo]).toEqual([['a 1', 'b 1'], ['b 1']])
  })
})

it('says what is missing where there is no provider', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(() => renderWithFlags(<FlagProvider client={null as never}>{<Shown />}</FlagProvider>)).toThrow(
    'put a <FlagProvider client={…}> around',
  )
})
