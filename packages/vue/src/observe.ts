import { customRef, type ShallowRef, watchEffect } from 'vue'

/** Something that can be read, and that says when to read it again. */
export interface Readable<T> {
  read(): T
  /** @returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void
}

/**
 * What is read of something, as a ref that changes only with what is read. It observes until the effect scope ends.
 *
 * @param choose is called again when a ref that it reads has changed.
 */
export function observe<T>(choose: () => Readable<T>): Readonly<ShallowRef<T>> {
  return customRef<T>((track, trigger) => {
    let value!: T
    watchEffect(
      (onCleanup) => {
        const { read, subscribe } = choose()
        const update = (): void => {
          const next = read()
          if (Object.is(next, value)) return
          value = next
          trigger()
        }
        // A server renders once, and an error there would leave the subscription behind.
        if (globalThis.document) onCleanup(subscribe(update))
        update()
      },
      // So that nothing changes between the choice and the subscription.
      { flush: 'sync' },
    )
    return {
      get() {
        track()
        return value
      },
      set: () => undefined,
    }
  })
}
