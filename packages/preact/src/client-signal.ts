import { computed, type ReadonlySignal, signal } from '@preact/signals'

/** Something that a client is asked about. */
interface Asked {
  /** Changes whenever the client has said that its answer may be another one, also where it is the same. */
  readonly asked: ReadonlySignal<object>
}

/** A signal of what a client answers. */
export type ClientSignal<T> = ReadonlySignal<T> & Asked

/** One of any flag. */
export type AnyClientSignal = ReadonlySignal & Asked

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
): ClientSignal<T> {
  const asked = signal({})
  const ask = (): void => {
    asked.value = {}
  }
  let end: (() => void) | undefined
  const shown = computed(
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
  return Object.assign(shown, { asked })
}
