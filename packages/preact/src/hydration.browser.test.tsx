/** @jsxImportSource preact */
import {
  createFlagClient,
  dehydrate,
  type FlagClient,
  type FlagClientOptions,
  staticSource,
} from '@halyard/client'
import { pageOverrides } from '@halyard/client/overrides'
import { act } from '@testing-library/preact'
import { hydrate, render, type VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { FlagProvider } from './flag-provider.ts'
import { useFlag } from './use-flag.ts'
import { useFlagDetails } from './use-flag-details.ts'
import { useFlagSignal } from './use-flag-signal.ts'

const variants = { classic: 'Classic', bold: 'Bold' }
const hero = { state: 'ENABLED', variants, defaultVariant: 'classic' } as const
const source = staticSource({ flags: { hero } })

let container: HTMLElement
const renders: string[] = []

beforeEach(() => {
  container = document.createElement('div')
  document.body.append(container)
  renders.length = 0
})

afterEach(() => {
  act(() => render(null, container))
  container.remove()
  sessionStorage.clear()
})

function Text(): VNode {
  const signal = useFlagSignal('hero', '-')
  renders.push('text')
  return <p title={signal}>{signal}</p>
}

function Value(): VNode {
  const value = useFlag('hero', '-')
  renders.push('value')
  return value === 'Bold' ? <b>{value}</b> : <i>{value}</i>
}

function Details(): VNode {
  const { value, variant } = useFlagDetails('hero', '-')
  return <u>{`${value} ${variant}`}</u>
}

const tree = (client: FlagClient): VNode => (
  <FlagProvider client={client} hydrating>
    <Text />
    <Value />
    <Details />
  </FlagProvider>
)

/** What a server has put into the page: markup, and what its flags were. */
function rendered(): Pick<FlagClientOptions, 'bootstrap'> {
  const server = createFlagClient({ source })
  server.start()
  container.innerHTML = renderToString(
    <FlagProvider client={server}>
      <Text />
      <Value />
      <Details />
    </FlagProvider>,
  )
  renders.length = 0
  return { bootstrap: JSON.parse(JSON.stringify(dehydrate(server))) }
}

/** Takes the markup over, and says what the page showed before any effect has run. */
function takeOver(client: FlagClient): string {
  const changes = new MutationObserver(() => undefined)
  changes.observe(container, { childList: true, subtree: true, characterData: true, attributes: true })
  let atFirst = ''
  act(() => {
    hydrate(tree(client), container)
    atFirst = `${changes.takeRecords().length} ${container.innerHTML}`
  })
  return atFirst
}

it('leaves the markup as it is where the browser knows nothing else, and renders nothing twice', () => {
  const client = createFlagClient({ source, ...rendered() })
  const markup = container.innerHTML
  const nodes = [...container.querySelectorAll('*')]
  expect(takeOver(client)).toBe(`0 ${markup}`)
  expect([...container.querySelectorAll('*')]).toEqual(nodes)
  expect([container.innerHTML, renders]).toEqual([markup, ['text', 'value']])
})

it('begins with what the server showed, and follows to what holds, with a render only where a value was asked for', () => {
  const client = createFlagClient({ source, ...rendered(), overrides: pageOverrides() })
  client.overrides.set('hero', 'Bold')
  const markup = container.innerHTML
  expect(takeOver(client)).toBe(`0 ${markup}`)
  expect(container.innerHTML).toBe('<p title="Bold">Bold</p><b>Bold</b><u>Bold bold</u>')
  expect(renders).toEqual(['text', 'value', 'value'])
  act(() => void client.overrides.set('hero', 'Classic'))
  expect(container.innerHTML).toBe('<p title="Classic">Classic</p><i>Classic</i><u>Classic classic</u>')
})

it('begins with the fallback without a bootstrap', () => {
  const client = createFlagClient({ source })
  client.start()
  container.innerHTML = '<p title="-">-</p><i>-</i><u>- undefined</u>'
  const markup = container.innerHTML
  expect(takeOver(client)).toBe(`0 ${markup}`)
  expect(container.innerHTML).toBe('<p title="Classic">Classic</p><i>Classic</i><u>Classic classic</u>')
})

it('counts as seen what holds, not what the markup shows until then', async () => {
  const client = createFlagClient({ source, ...rendered(), overrides: pageOverrides() })
  client.overrides.set('hero', 'Bold')
  const exposed: unknown[] = []
  const allExposed = new Promise<void>((resolve) => {
    client.expose = (flagKey, fallback) => {
      if (exposed.push(client.get(flagKey, fallback)) === 3) resolve()
    }
  })
  hydrate(tree(client), container)
  expect([container.querySelector('p')?.title, exposed]).toEqual(['Classic', []])
  await allExposed
  expect([container.querySelector('p')?.title, exposed]).toEqual(['Bold', ['Bold', 'Bold', 'Bold']])
})
