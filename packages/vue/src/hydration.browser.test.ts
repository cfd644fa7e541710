import { createFlagClient, dehydrate, memoryStorage } from '@halyard/client'
import { expect, it, onTestFinished, vi } from 'vitest'
import { type Component, createSSRApp, defineAsyncComponent, defineComponent, h, nextTick } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { createFakeSource, snapshot } from '../../client/src/testing/fake-source.ts'
import { flag } from '../../client/src/testing/fake-view.ts'
import { createFlagPlugin } from './create-flag-plugin.ts'
import { FlaggedPage } from './testing/flagged-page.ts'
import { useFlag } from './use-flag.ts'

const hero = (value: string) => ({ hero: flag('on', { on: value }) })

/** What a server's client knows. */
function serverClient() {
  const source = createFakeSource()
  const client = createFlagClient({ source, storage: memoryStorage() })
  client.start()
  source.say(snapshot('l.1', hero('server')))
  return client
}

/** A page as a server rendered it, with the client that takes it over. */
async function renderedPage(root: Component, { hasBootstrap = true, onServer = root } = {}) {
  const server = serverClient()
  const bootstrap = hasBootstrap ? dehydrate(server) : null
  const container = document.body.appendChild(document.createElement('div'))
  const flagless = createFlagClient({ source: createFakeSource(), storage: memoryStorage() })
  container.innerHTML = await renderToString(
    createSSRApp(onServer).use(createFlagPlugin(hasBootstrap ? server : flagless)),
  )
  const source = createFakeSource()
  const client = createFlagClient({ source, storage: memoryStorage(), bootstrap })
  client.start()
  const problems = vi.fn()
  vi.spyOn(console, 'error').mockImplementation(problems)
  vi.spyOn(console, 'warn').mockImplementation(problems)
  onTestFinished(() => {
    container.remove()
    vi.restoreAllMocks()
  })
  return {
    client,
    problems,
    texts: () =>
      [...container.querySelectorAll('p')].map(({ textContent, style }) =>
        style.display === 'none' ? '-' : textContent,
      ),
    elements: () => [...container.querySelectorAll('p')],
    say: (value: string) => source.say(snapshot('l.2', hero(value))),
    begin() {
      createSSRApp(root).use(createFlagPlugin(client)).mount(container)
    },
  }
}

const showing = (value: string) => [
  value,
  value,
  value,
  ...['server', 'browser', 'fallback'].map((name) => (name === value ? name : '-')),
]

it('takes over what the server rendered, element by element', async () => {
  const page = await renderedPage(FlaggedPage)
  const elements = page.elements()
  page.begin()
  await nextTick()
  expect(page.elements()).toEqual(elements)
  expect(page.texts()).toEqual(showing('server'))
  expect(page.problems).not.toHaveBeenCalled()
})

it('shows what the server rendered, then what the browser knows', async () => {
  const page = await renderedPage(FlaggedPage)
  const elements = page.elements()
  const exposed = vi.spyOn(page.client, 'expose')
  page.say('browser')
  page.begin()
  expect(page.texts()).toEqual(showing('server'))
  await nextTick()
  expect(page.texts()).toEqual(showing('browser'))
  expect(page.elements()).toEqual(elements)
  expect(page.problems).not.toHaveBeenCalled()
  expect(exposed).toHaveBeenCalled()
})

it('shows the fallback that a server without flags rendered, and then the value', async () => {
  const page = await renderedPage(FlaggedPage, { hasBootstrap: false })
  expect(page.texts()).toEqual(showing('fallback'))
  page.say('browser')
  page.begin()
  expect(page.texts()).toEqual(showing('fallback'))
  await nextTick()
  expect(page.texts()).toEqual(showing('browser'))
  expect(page.problems).not.toHaveBeenCalled()
})

it('takes over a part that arrives late as it was rendered, whatever has changed since', async () => {
  const Late = defineComponent(() => {
    const value = useFlag('hero', 'fallback')
    return () => h('p', value.value)
  })
  let arrive = (): void => undefined
  const arrival = new Promise<Component>((resolve) => {
    arrive = () => resolve(Late)
  })
  const page = (part: Component) => defineComponent(() => () => h('main', [h(Late), h(part)]))
  const rendered = await renderedPage(page(defineAsyncComponent(() => arrival)), { onServer: page(Late) })
  const elements = rendered.elements()
  rendered.begin()
  rendered.say('browser')
  await nextTick()
  expect(rendered.texts()).toEqual(['browser', 'server'])
  const states: unknown[] = []
  const observer = new MutationObserver(() => states.push(rendered.texts()))
  observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  arrive()
  await vi.waitUntil(() => states.length > 0)
  observer.disconnect()
  expect(states).toEqual([['browser', 'browser']])
  expect(rendered.elements()).toEqual(elements)
  expect(rendered.problems).not.toHaveBeenCalled()
})
