import { createDevtoolsRegistry } from '@halyard/devtools'
import { afterEach, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { mountPanel } from '../mount-panel.tsx'
import { createMemoryClient, SAMPLE_PAGE, sampleFlag } from '../testing/sample-flags.ts'
import { createWindowTransport } from './window-transport.ts'

const OFFER = { halyard: 'panel', type: 'document' }

let unmount: () => void = () => undefined

afterEach(() => {
  unmount()
  document.body.replaceChildren()
})

function open(): void {
  unmount = mountPanel(document.body, createWindowTransport(window, location.origin))
}

/** Hands the panel a page with one client, as the window around it would. */
function offer(key: string) {
  const client = createMemoryClient([sampleFlag(key)])
  const registry = createDevtoolsRegistry({ describePage: () => SAMPLE_PAGE, initialOverrides: new Map() })
  registry.register(client)
  const { port1, port2 } = new MessageChannel()
  const connection = registry.connect((message) => port1.postMessage(message))
  port1.onmessage = ({ data: message }) => connection.receive(message)
  window.postMessage(OFFER, '*', [port2])
  return client
}

const row = (key: string) => page.getByRole('row').filter({ hasText: key })

it('shows the document that the window around it hands over, and overrides there', async () => {
  open()
  const client = offer('hero')
  await row('hero').getByRole('switch').click()
  await vi.waitFor(() => expect(client.report('hero')?.reason).toBe('OVERRIDE'))
})

it('shows the next document in place of the one before', async () => {
  open()
  offer('before')
  await expect.element(row('before')).toBeVisible()
  offer('after')
  await expect.element(row('after')).toBeVisible()
  await expect.element(row('before')).not.toBeInTheDocument()
})

it.each([
  ['says something else', window, location.origin, { halyard: 'panel' }],
  ['is of another origin', window, 'https://elsewhere.example', OFFER],
  ['is not around it', window.top as Window, location.origin, OFFER],
])('takes nothing from a window that %s', async (_, embedder, origin, data) => {
  const opened = vi.fn()
  const close = createWindowTransport(embedder, origin).open({ opened, received: vi.fn(), closed: vi.fn() })
  const told = new Promise((resolve) => window.addEventListener('message', resolve, { once: true }))
  window.postMessage(data, '*', [new MessageChannel().port1])
  await told
  expect(opened).not.toHaveBeenCalled()
  close()
})
