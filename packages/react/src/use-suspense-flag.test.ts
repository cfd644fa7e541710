import { PassThrough } from 'node:stream'
import { createFlagClient, memoryStorage } from '@halyard/client'
import { createElement, type ReactElement, Suspense } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { expect, it } from 'vitest'
import { createFakeClock } from '../../client/src/testing/fake-clock.ts'
import { createFakeSource, snapshot } from '../../client/src/testing/fake-source.ts'
import { flag } from '../../client/src/testing/fake-view.ts'
import { FlagProvider } from './flag-provider.tsx'
import { useSuspenseFlag } from './use-suspense-flag.ts'

function Shown(): ReactElement {
  return createElement('p', null, useSuspenseFlag('hero', 'fallback'))
}

it('sends the rest of a page while it waits on a server, and then the value', async () => {
  const source = createFakeSource()
  const client = createFlagClient({ source, clock: createFakeClock(), storage: memoryStorage(), tabs: false })
  client.start()
  const part = createElement(Suspense, { fallback: 'pending' }, createElement(Shown))
  const page = createElement('main', null, part)
  const rendering = renderToPipeableStream(createElement(FlagProvider, { client }, page))
  const sent: string[] = []
  for await (const chunk of rendering.pipe(new PassThrough({ encoding: 'utf8' }))) {
    sent.push(String(chunk))
    if (sent.length === 1) source.say(snapshot('l.1', { hero: flag('on', { on: 'bold' }) }))
  }
  expect(sent[0]).toContain('pending')
  expect(sent.join('')).toContain('<p>bold</p>')
  expect(sent.join('')).not.toContain('fallback')
})
