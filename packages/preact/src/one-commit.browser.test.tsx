/** @jsxImportSource preact */
import { createTestClient } from '@halyard/client/testing'
import { cleanup } from '@testing-library/preact'
import type { VNode } from 'preact'
import { afterEach, expect, it } from 'vitest'
import { renderWithFlags } from './testing-library/render-with-flags.ts'
import { useFlag } from './use-flag.ts'
import { useFlagSignal } from './use-flag-signal.ts'

const COUNT = 1_000

afterEach(cleanup)

function Text(): VNode {
  return <p>{useFlagSignal('a', '-')}</p>
}

function Value(): VNode {
  return <p>{useFlag('a', '-')}</p>
}

it.each([
  { hook: 'useFlagSignal', Shown: Text },
  { hook: 'useFlag', Shown: Value },
])('$hook brings a thousand components on one flag up to date in one commit', async ({ Shown }) => {
  const client = createTestClient({ flags: { a: 'one' } })
  const shown = Array.from({ length: COUNT }, (_, index) => <Shown key={String(index)} />)
  const { container } = renderWithFlags(<div>{shown}</div>, { client })
  const texts = (): (string | null)[] => [...container.querySelectorAll('p')].map((text) => text.textContent)
  expect(texts()).toHaveLength(COUNT)
  const seen = new Promise<Set<string | null>>((resolve) => {
    new MutationObserver(() => resolve(new Set(texts()))).observe(container, {
      subtree: true,
      characterData: true,
      childList: true,
    })
  })
  client.set('a', 'two')
  expect(await seen).toEqual(new Set(['two']))
})
