import { createFlagClient, type DehydratedFlags, dehydrate, memoryStorage } from '@halyard/client'
import { act, cleanup, render } from '@testing-library/react'
import { lazy, type ReactElement, type ReactNode, Suspense } from 'react'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { createFakeSource, snapshot } from '../../client/src/testing/fake-source.ts'
import { flag } from '../../client/src/testing/fake-view.ts'
import { FlagProvider } from './flag-provider.tsx'
import { useFlag } from './use-flag.ts'
import { useFlagDetails } from './use-flag-details.ts'

afterEach(cleanup)

const hero = (value: string) => ({ hero: flag('on', { on: value }) })

/** What a server has put into the page. */
function bootstrap(): DehydratedFlags | null {
  const source = createFakeSource()
  const server = createFlagClient({ source, storage: memoryStorage() })
  server.start()
  source.say(snapshot('l.1', hero('server')))
  return dehydrate(server)
}

/** Takes over markup that a server rendered, and notes every state of it. */
async function takeOver(markup: string, ui: ReactNode, given = bootstrap()) {
  const source = createFakeSource()
  const client = createFlagClient({ source, storage: memoryStorage(), bootstrap: given })
  client.start()
  const container = document.createElement('div')
  container.innerHTML = markup
  document.body.append(container)
  onTestFinished(() => container.remove())
  const states = [container.textContent]
  const observer = new MutationObserver(() => states.push(container.textContent))
  observer.observe(container, { childList: true, subtree: true, characterData: true })
  const problems = vi.fn()
  vi.spyOn(console, 'error').mockImplementation(problems)
  onTestFinished(() => void vi.restoreAllMocks())
  return {
    client,
    states,
    problems,
    say: (value: string) => source.say(snapshot('l.2', hero(value))),
    begin: () =>
      act(async () => {
        render(<FlagProvider client={client}>{ui}</FlagProvider>, {
          container,
          hydrate: true,
          onRecoverableError: problems,
        })
      }),
  }
}

function Hero({ onRender }: { readonly onRender?: (value: string) => void }): ReactElement {
  const value = useFlag('hero', 'fallback')
  onRender?.(value)
  return <p>{value}</p>
}

function HeroDetails(): ReactElement {
  const { value, reason, freshness } = useFlagDetails('hero', 'fallback')
  return <p>{`${value} ${reason} ${freshness}`}</p>
}

it('renders once what the server rendered, where the browser knows nothing else', async () => {
  const onRender = vi.fn()
  const page = await takeOver('<p>server</p>', <Hero onRender={onRender} />)
  await page.begin()
  expect([onRender.mock.calls, page.states]).toEqual([[['server']], ['server']])
  expect(page.problems).not.toHaveBeenCalled()
})

it('shows what the server rendered, then what the browser knows, and never the fallback', async () => {
  const onRender = vi.fn()
  const page = await takeOver('<p>server</p>', <Hero onRender={onRender} />)
  page.say('browser')
  await page.begin()
  expect([onRender.mock.calls.flat(), page.states]).toEqual([
    ['server', 'browser'],
    ['server', 'browser'],
  ])
  expect(page.problems).not.toHaveBeenCalled()
})

it('takes over a part that arrives late as it was rendered, whatever has changed since', async () => {
  const onRender = vi.fn()
  let arrive = (_: { default: typeof Hero }): void => undefined
  const Late = lazy(
    () =>
      new Promise<{ default: typeof Hero }>((resolve) => {
        arrive = resolve
      }),
  )
  const page = await takeOver(
    '<p>server</p><!--$--><p>server</p><!--/$-->',
    <>
      <Hero />
      <Suspense fallback="pending">
        <Late onRender={onRender} />
      </Suspense>
    </>,
  )
  await page.begin()
  await act(async () => void page.say('browser'))
  expect(page.states.at(-1)).toBe('browserserver')
  await act(async () => arrive({ default: Hero }))
  expect(onRender.mock.calls.flat()).toEqual(['server', 'browser'])
  expect(page.states).toEqual(['serverserver', 'browserserver', 'browserbrowser'])
  expect(page.problems).not.toHaveBeenCalled()
})

it('shows the fallback that a server without flags rendered, and then the value', async () => {
  const page = await takeOver('<p>fallback</p>', <Hero />, null)
  page.say('browser')
  await page.begin()
  expect(page.states).toEqual(['fallback', 'browser'])
  expect(page.problems).not.toHaveBeenCalled()
})

it('takes over details as the server had them', async () => {
  const page = await takeOver('<p>server STATIC live</p>', <HeroDetails />)
  await page.begin()
  expect(page.states).toEqual(['server STATIC live', 'server STATIC cached'])
  expect(page.problems).not.toHaveBeenCalled()
})
