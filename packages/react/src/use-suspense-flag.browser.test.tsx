import { createFlagClient, type FlagClient, memoryStorage } from '@halyard/client'
import { act, cleanup, render } from '@testing-library/react'
import { type ReactElement, Suspense } from 'react'
import { afterEach, expect, it } from 'vitest'
import { createFakeClock } from '../../client/src/testing/fake-clock.ts'
import { createFakeSource, snapshot } from '../../client/src/testing/fake-source.ts'
import { flag } from '../../client/src/testing/fake-view.ts'
import { FlagProvider } from './flag-provider.tsx'
import { noteExposures } from './testing/note-exposures.ts'
import { useSuspenseFlag } from './use-suspense-flag.ts'

afterEach(cleanup)

const text = (value: string) => flag('on', { on: value })

function Shown({ flagKey, timeoutMs }: { flagKey: string; timeoutMs?: number }): ReactElement {
  return <p>{useSuspenseFlag(flagKey, 'fallback', timeoutMs === undefined ? {} : { timeoutMs })}</p>
}

/** A page whose client is started, and whose server has said nothing yet. */
function visit(timeoutMs?: number) {
  const [source, clock] = [createFakeSource(), createFakeClock()]
  const client: FlagClient = createFlagClient({ source, clock, storage: memoryStorage() })
  client.start()
  const exposed = noteExposures(client)
  const tree = (...flagKeys: readonly string[]): ReactElement => (
    <FlagProvider client={client}>
      {flagKeys.map((flagKey) => (
        <Suspense key={flagKey} fallback="pending ">
          <Shown flagKey={flagKey} {...(timeoutMs !== undefined && { timeoutMs })} />
        </Suspense>
      ))}
    </FlagProvider>
  )
  const { container, rerender } = render(tree('a', 'b'))
  return {
    client,
    source,
    clock,
    exposed,
    shown: () => container.textContent,
    show: (...flagKeys: readonly string[]) => rerender(tree(...flagKeys)),
  }
}

it('waits for the first values, and counts nothing until then', async () => {
  const { shown, source, exposed, clock } = visit()
  expect([shown(), exposed, clock.delaysMs]).toEqual(['pending pending ', [], [1000]])
  await act(async () => void source.say(snapshot('l.1', { a: text('A') })))
  expect([shown(), exposed]).toEqual(['Afallback', ['a A', 'b fallback']])
})

it('shows the fallback when the time is up, waits no second time, and takes what comes later', async () => {
  const { shown, show, source, clock, client } = visit(300)
  await act(async () => clock.advance(299))
  expect(shown()).toBe('pending pending ')
  await act(async () => clock.advance(1))
  expect(shown()).toBe('fallbackfallback')
  show('a', 'c')
  expect(shown()).toBe('fallbackfallback')
  await act(async () => void source.say(snapshot('l.1', { a: text('A') })))
  expect(shown()).toBe('Afallback')
  await client.close()
})

it('does not wait for a client that is stopped', async () => {
  const { shown, source } = visit()
  await act(async () => void source.say({ type: 'refused', error: '401' }))
  expect(shown()).toBe('fallbackfallback')
})
