import type { Change } from '@halyard/protocol/wire'
import type { FlagStore } from '../flag-store.ts'

/** Waits for the first change from now on that fits. */
export function readNextChange(
  store: FlagStore,
  fits: (change: Change) => boolean = () => true,
): Promise<Change> {
  return new Promise((resolve) => {
    const leave = store.subscribe((change) => {
      if (!fits(change)) return
      leave()
      resolve(change)
    })
  })
}
