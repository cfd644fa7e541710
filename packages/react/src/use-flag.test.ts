import { createTestClient } from '@halyard/client/testing'
import { createElement, type ReactElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
import { FlagProvider } from './flag-provider.tsx'
import { noteExposures } from './testing/note-exposures.ts'
import { useFlag } from './use-flag.ts'
import { useFlagDetails } from './use-flag-details.ts'

function Shown(): ReactElement {
  return createElement('p', null, `${useFlag('a', 'fallback')} ${useFlagDetails('b', 'fallback').reason}`)
}

it('renders on a server what the client there knows, and says of nobody that they saw it', () => {
  const client = createTestClient({ flags: { a: '1', b: '2' } })
  const exposed = noteExposures(client)
  const tree = createElement(FlagProvider, { client }, createElement(Shown))
  expect(renderToString(tree)).toBe('<p>1 STATIC</p>')
  expect(exposed).toEqual([])
})
