import { customRef, type ShallowRef, watchEffect } from 'vue'

/** Observes something, for as long as it is read. */
export type Follow = (subscribe: (listener: () => void) => () => void) => void

/**
 * What is read of something, as a ref that changes only with what is read. It observes until the effect scope ends.
 *
 * @param choose says what to follow and how to read. Called again when a ref that it reads has changed.
 */
export function observe<T>(choose: (follow: Follow) => () => T): Readonly<ShallowRef<T>> {
  return customRef<T>((track, trigger) => {
    let value!: T
    watchEffect(
      (onCleanup) => {
        const read = choose((subscribe) => {
          // A server renders once, and an error there would leave the subscription behind.
          if (globalThis.document) onCleanup(subscribe(update))
        })
        function update(): void {
          const next = read()
          if (Object.is(next, value)) return
          value = next
          trigger()
        }
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
