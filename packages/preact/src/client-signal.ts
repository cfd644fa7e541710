import { computed, type ReadonlySignal, signal } from '@preact/signals'

/**
 * A signal of what a client answers about a flag. It listens to the client only while somebody observes it, and is right when it is
 * read without that, also by a computed signal that nobody observes.
 *
 * @param read asks the client.
 * @param subscribe calls the listener whenever the answer may be another one, and returns what ends that.
 */
export function clientSignal<T>(
  read: () => T,
  subscribe: (listener: () => void) => () => void,
): ReadonlySignal<T> {
  const asked = signal({})
  const ask = (): void => {
    asked.value = {}
  }
  let end: (() => void) | undefined
  return computed(
    () => {
      asked.value
      // Nobody will say when this is out of date, so it is at once: whoever reads next asks the client again.
      if (!end) ask()
      return read()
    },
    {
      watched() {
        end = subscribe(ask)
      },
      unwatched() {
        end = void end?.()
        ask()
      },
    },
  )
}
