/**
 * Calls every listener that was there when the call began. What one of them throws starves no other: it is thrown
 * again in a microtask of its own, where the page's error handling sees it.
 */
export function callListeners<Arguments extends readonly unknown[]>(
  listeners: Iterable<(...args: Arguments) => void>,
  ...args: Arguments
): void {
  for (const listener of [...listeners]) {
    try {
      listener(...args)
    } catch (error) {
      queueMicrotask(() => {
        throw error
      })
    }
  }
}

/**
 * Adds a listener.
 *
 * @returns a function that removes it. A listener that was added twice is called twice.
 */
export function addListener<Listener extends (...args: never[]) => void>(
  listeners: Set<Listener>,
  listener: Listener,
): () => void {
  const own = ((...args) => listener(...args)) as Listener
  listeners.add(own)
  return () => void listeners.delete(own)
}
