/** Lets an embedding page of named origins be a panel (T1, T2). */
import { isObject, type Stop } from './client-reports.ts'
import type { Registry } from './registry.ts'

export function answerEmbeddingPage(registry: Registry, allowedOrigins: readonly string[]): Stop {
  const closers = new Set<Stop>()
  const listener = (event: MessageEvent): void => {
    const data: unknown = event.data
    if (!isObject(data) || data.halyard !== 'devtools' || data.type !== 'connect') return
    if (window.parent === window || event.source !== window.parent || !allowedOrigins.includes(event.origin))
      return
    const [port] = event.ports
    if (port === undefined) return
    event.stopImmediatePropagation()
    const connection = registry.connect((message) => {
      port.postMessage(message)
    })
    const close = (): void => {
      closers.delete(close)
      connection.close()
      port.close()
    }
    closers.add(close)
    port.onmessage = ({ data: message }: MessageEvent<unknown>) => {
      connection.receive(message)
      if (isObject(message) && message.halyard === 'devtools' && message.type === 'goodbye') close()
    }
  }
  window.addEventListener('message', listener)
  return () => {
    window.removeEventListener('message', listener)
    for (const close of [...closers]) close()
  }
}
