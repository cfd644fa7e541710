import { createTestClient } from '@halyard/client/testing'
import { createElement, type ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
import { FlagProvider } from './flag-provider.tsx'
import { useFlag } from './use-flag.ts'

function Shown(): ReactElement {
  return createElement('p', null, useFlag('a', 'fallback'))
}

it('renders the fallback on a server', () => {
  const client = createTestClient({ flags: { a: '1' } })
  const tree = createElement(FlagProvider, { client }, createElement(Shown))
  expect(renderToString(tree)).toBe('<p>fallback</p>')
})
