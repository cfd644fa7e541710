import { isJsonObject } from '@halyard/schema'
import { type DevtoolsRegistry, parsePanelMessage } from '../index.ts'

/**
 * Lets the page that embeds this one be a panel. It sends `{ halyard: 'devtools', type: 'connect' }` with a
 * `MessagePort`, and the conversation goes over that port. Only the embedding window itself is heard, and only while
 * it shows a page of an allowed origin.
 *
 * @param allowOrigins as `https://example.com`; there is no wildcard.
 * @returns a function that ends it, and every conversation that came about by it.
 * @example
 * const stopListening = listenToParentWindow(pageRegistry(), ['https://playground.example.com'])
 */
export function listenToParentWindow(
  registry: DevtoolsRegistry,
  allowOrigins: readonly string[],
): () => void {
  const ends = new Set<() => void>()

  function greet(event: MessageEvent<unknown>): void {
    const { data, source, origin, ports } = event
    const [port] = ports
    if (source !== window.parent || source === window || !allowOrigins.includes(origin)) return
    if (!port || !isJsonObject(data) || data.halyard !== 'devtools' || data.type !== 'connect') return
    // The port belongs to one conversation, which shows every client of this page.
    event.stopImmediatePropagation()
    const connection = registry.connect((message) => port.postMessage(message))
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      connection.receive(data)
      if (parsePanelMessage(data)?.type === 'goodbye') end()
    }
    ends.add(end)

    function end(): void {
      connection.close()
      port?.close()
      ends.delete(end)
    }
  }

  window.addEventListener('message', greet)
  return () => {
    window.removeEventListener('message', greet)
    for (const end of ends) end()
  }
}
