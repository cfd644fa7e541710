import { afterEach, beforeEach, expect, it } from 'vitest'
import { createDevtoolsRegistry, type DevtoolsRegistry, type PageMessage } from '../index.ts'
import { listenToParentWindow } from './window-transport.ts'

const PLAYGROUND = 'https://playground.test'

let registry: DevtoolsRegistry
let conversations: number
let stopListening = (): void => undefined

beforeEach(() => {
  const made = createDevtoolsRegistry({
    describePage: () => ({ documentId: '1', url: location.href, title: '', isTopFrame: false }),
    initialOverrides: new Map(),
  })
  conversations = 0
  registry = {
    ...made,
    connect(post) {
      conversations += 1
      return made.connect(post)
    },
  }
  stopListening = listenToParentWindow(registry, [PLAYGROUND])
})

afterEach(() => stopListening())

/** Connects as the parent of this frame would; Vitest runs a test in a frame of its own page. */
function connectFrom(origin: string, from: Window | null, data: unknown = CONNECT) {
  const { port1: port, port2 } = new MessageChannel()
  // The event of that name does not come where both ends are in one document (seen in Chromium 156).
  const closed = new Promise<void>((resolve) => {
    port2.close = () => {
      MessagePort.prototype.close.call(port2)
      resolve()
    }
  })
  window.dispatchEvent(new MessageEvent('message', { data, origin, source: from, ports: [port2] }))
  return { port, closed }
}

const CONNECT = { halyard: 'devtools', type: 'connect' }

function hear(port: MessagePort): Promise<PageMessage> {
  return new Promise((resolve) => {
    port.onmessage = ({ data }: MessageEvent<PageMessage>) => resolve(data)
  })
}

it('[T1] hears the embedding page where its origin is named, and takes the message for itself', async () => {
  expect(window.parent).not.toBe(window)
  const overheard: unknown[] = []
  const overhear = ({ data }: MessageEvent<unknown>): void => void overheard.push(data)
  window.addEventListener('message', overhear)
  const { port } = connectFrom(PLAYGROUND, window.parent)
  window.removeEventListener('message', overhear)
  const answer = hear(port)
  port.postMessage({ halyard: 'devtools', type: 'hello', versions: [1] })
  expect(await answer).toMatchObject({ type: 'welcome', version: 1 })
  expect(overheard).toEqual([])
})

it.each<[string, string, () => Window | null, unknown]>([
  ['of another origin', 'https://evil.test', () => window.parent, CONNECT],
  ['of an origin that begins like it', `${PLAYGROUND}.evil.test`, () => window.parent, CONNECT],
  ['that is another window', PLAYGROUND, () => null, CONNECT],
  ['that is this page itself', PLAYGROUND, () => window, CONNECT],
  ['that says something else', PLAYGROUND, () => window.parent, { ...CONNECT, type: 'hello' }],
  ['that speaks for somebody else', PLAYGROUND, () => window.parent, { ...CONNECT, halyard: 'other' }],
  ['that says nothing', PLAYGROUND, () => window.parent, null],
])('[T1] does not hear one %s', (_, origin, from, data) => {
  connectFrom(origin, from(), data)
  expect(conversations).toBe(0)
})

it('[T2] lets go of a port when its panel says goodbye, and of all when it is ended', async () => {
  const [first, second] = [connectFrom(PLAYGROUND, window.parent), connectFrom(PLAYGROUND, window.parent)]
  first.port.postMessage({ halyard: 'devtools', type: 'goodbye' })
  await first.closed
  stopListening()
  await second.closed
  connectFrom(PLAYGROUND, window.parent)
  expect(conversations).toBe(2)
})
