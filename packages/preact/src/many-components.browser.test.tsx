/** @jsxImportSource preact */
import { pageOverrides } from '@halyard/client/overrides'
import { createTestClient, type TestClient } from '@halyard/client/testing'
import { act } from '@testing-library/preact'
import { render, type VNode } from 'preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FlagProvider } from './flag-provider.ts'
import { useFlag } from './use-flag.ts'
import { useFlagSignal } from './use-flag-signal.ts'

const COUNT = 1_000
const keys = Array.from({ length: COUNT }, (_, index) => `flag-${index}`)
const flags = Object.fromEntries(keys.map((key) => [key, 'one']))

let container: HTMLElement
let renders = 0

beforeEach(() => {
  container = document.createElement('div')
  document.body.append(container)
  renders = 0
})

afterEach(() => {
  act(() => render(null, container))
  container.remove()
  sessionStorage.clear()
})

function Text({ flagKey }: { readonly flagKey: string }): VNode {
  renders += 1
  return <p>{useFlagSignal(flagKey, '-')}</p>
}

function Value({ flagKey }: { readonly flagKey: string }): VNode {
  renders += 1
  return <p>{useFlag(flagKey, '-')}</p>
}

function mount(Shown: typeof Text, client: TestClient, flagKeys: readonly string[]): void {
  act(() =>
    render(
      <FlagProvider client={client}>
        {flagKeys.map((flagKey, index) => (
          <Shown key={String(index)} flagKey={flagKey} />
        ))}
      </FlagProvider>,
      container,
    ),
  )
}

const texts = (): (string | null)[] => [...container.querySelectorAll('p')].map((text) => text.textContent)

describe.each([
  { hook: 'useFlagSignal', Shown: Text, rendersOnChange: 0 },
  { hook: 'useFlag', Shown: Value, rendersOnChange: 1 },
])('$hook', ({ Shown, rendersOnChange }) => {
  it('renders no other of a thousand components when the flag of one changes', () => {
    const client = createTestClient({ flags })
    mount(Shown, client, keys)
    expect(renders).toBe(COUNT)
    act(() => client.set('flag-500', 'two'))
    expect(renders).toBe(COUNT + rendersOnChange)
    expect(texts()).toEqual(keys.map((key) => (key === 'flag-500' ? 'two' : 'one')))
  })

  it('brings a thousand components on one flag up to date in one commit', async () => {
    const client = createTestClient({ flags: { a: 'one' } })
    mount(
      Shown,
      client,
      keys.map(() => 'a'),
    )
    const states = new Set<string>()
    const whenChanged = new Promise<void>((resolve) => {
      new MutationObserver(() => {
        states.add([...new Set(texts())].join())
        resolve()
      }).observe(container, { subtree: true, characterData: true, childList: true })
    })
    client.set('a', 'two')
    await whenChanged
    expect([...states]).toEqual(['two'])
    expect(renders).toBe(COUNT + COUNT * rendersOnChange)
  })

  it('does not render for a change of the reason alone', () => {
    const client = createTestClient({ flags: { a: 'one' }, overrides: pageOverrides() })
    mount(Shown, client, ['a'])
    const before = client.details('a', '-')
    act(() => void client.overrides.set('a', 'one'))
    expect([before.reason, client.details('a', '-').reason]).toEqual(['STATIC', 'OVERRIDE'])
    expect([renders, texts()]).toEqual([1, ['one']])
  })

  it('leaves no subscription after 10,000 mounts', () => {
    const client = createTestClient({ flags })
    let observers = 0
    const { subscribe } = client
    client.subscribe = vi.fn((flagKey, listener) => {
      observers += 1
      const end = subscribe(flagKey, listener)
      return () => {
        observers -= 1
        end()
      }
    })
    for (let round = 0; round < 10; round += 1) {
      mount(Shown, client, keys)
      expect(observers).toBe(COUNT)
      act(() => render(null, container))
      expect(observers).toBe(0)
    }
  })
})
