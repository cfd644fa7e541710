import { isJsonObject } from '@halyard/schema'
import { type DevtoolsRegistry, NOT_ALLOWED, parsePanelMessage } from '../index.ts'

/**
 * Lets the page that embeds this one be a panel, and look at this page. It sends `{ halyard: 'devtools', type:
 * 'connect' }` or `{ halyard: 'preview', type: 'connect', versions }` with a `MessagePort`, and the conversation goes
 * over that port. Only the embedding window itself is heard, and only while it shows a page of an allowed origin; any
 * other one that asks as a panel is told that it is not allowed, and nothing else.
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
  let isOver = false

  function greet(event: MessageEvent<unknown>): void {
    const { data, source, origin, ports } = event
    const [port] = ports
    if (source !== window.parent || source === window) return
    if (!port || !isJsonObject(data) || data.type !== 'connect') return
    if (data.halyard !== 'devtools' && data.halyard !== 'preview') return
    if (!allowOrigins.includes(origin)) {
      // Not the end of the port: another client of this page may allow that origin.
      port.postMessage(NOT_ALLOWED)
      return
    }
    // The port belongs to one conversation, which shows every client of this page.
    event.stopImmediatePropagation()
    if (data.halyard === 'devtools') inspect(port)
    else void preview(data, port)
  }

  function inspect(port: MessagePort): void {
    const connection = registry.connect((message) => port.postMessage(message))
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      connection.receive(data)
      if (parsePanelMessage(data)?.type === 'goodbye') end()
    }
    ends.add(end)

    function end(): void {
      connection.close()
      port.close()
      ends.delete(end)
    }
  }

  /** Few pages are ever looked at so: what answers is loaded by those alone. */
  async function preview(connect: unknown, port: MessagePort): Promise<void> {
    try {
      const { answerPreview } = await import('./preview/answer-preview.ts')
      if (isOver) port.close()
      else ends.add(answerPreview(connect, port))
    } catch {
      // The page's server no longer has that part of it: the embedding page hears that nobody will answer.
      port.close()
    }
  }

  window.addEventListener('message', greet)
  return () => {
    isOver = true
    window.removeEventListener('message', greet)
    for (const end of ends) end()
  }
}
