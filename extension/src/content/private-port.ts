/**
 * Ports as they are before any script of the page has run. What a page puts in the place of their methods later neither
 * gets hold of a port nor of what is said through it.
 */
const { apply } = Reflect
const { postMessage, start } = MessagePort.prototype
const { addEventListener } = EventTarget.prototype
const portsOf = getterOf(MessageEvent.prototype, 'ports')
const dataOf = getterOf(MessageEvent.prototype, 'data')

/** One end of a channel that no script of the page can reach. */
export interface PrivatePort {
  post(message: unknown): void
  /** Hears what the other end says, from now on. */
  listen(hear: (data: unknown, ports: readonly MessagePort[]) => void): void
}

/** Makes a port private. Nobody else may have had it. */
export function privatePort(port: MessagePort): PrivatePort {
  return {
    post: (message) => void apply(postMessage, port, [message]),
    listen(hear) {
      const listener = (event: Event) =>
        hear(apply(dataOf, event, []), apply(portsOf, event, []) as readonly MessagePort[])
      apply(addEventListener, port, ['message', listener])
      apply(start, port, [])
    },
  }
}

function getterOf(prototype: object, name: string): () => unknown {
  return Object.getOwnPropertyDescriptor(prototype, name)?.get as () => unknown
}
