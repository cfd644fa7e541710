import type { ClientCore } from './client-core.ts'
import type { ClientState } from './client-state.ts'

/**
 * Waits until flags can be read, or never will be.
 *
 * @param limit calls back when the time is up, and returns what calls it off.
 * @returns a promise of the state then; it never rejects.
 */
export function whenReady(core: ClientCore, limit: (end: () => void) => () => void): Promise<ClientState> {
  return new Promise((resolve) => {
    const settle = (): void => {
      cancel()
      unsubscribe()
      resolve(core.state)
    }
    const check = (): void => {
      if (core.store.inputs.held || core.state.status === 'stopped') settle()
    }
    const cancel = limit(settle)
    const unsubscribe = core.subscribeState(check)
    check()
  })
}
