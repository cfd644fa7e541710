import { type CompiledFlagSet, compileFlagSet, flagKeys, readsTime, recompile } from '@halyard/evaluator'
import type { FlagStore } from '../flag-store.ts'

/** The flags of a store, ready to be evaluated. */
export interface CompiledFlags {
  /** The flags as they are now. What did not change since the last revision stays compiled. */
  current(): CompiledFlagSet
  /** Those whose values time alone may change; found once for each revision. */
  keysThatReadTime(): readonly string[]
  /** Leaves the store. */
  close(): void
}

/** After so many changes a set is compiled anew: each change adds to what there is to look through. */
const MAX_CHANGES = 1000

/** @example const flags = followCompiledFlags(store); evaluate(flags.current(), 'beta', false, context, { nowMs }) */
export function followCompiledFlags(store: FlagStore): CompiledFlags {
  let compiled = compileFlagSet(store.current().flagSet)
  let keys: readonly string[] | undefined
  let changes = 0
  const close = store.subscribe((change) => {
    keys = undefined
    changes = (changes + 1) % MAX_CHANGES
    compiled = changes === 0 ? compileFlagSet(store.current().flagSet) : recompile(compiled, change.changes)
  })
  return {
    current: () => compiled,
    keysThatReadTime() {
      keys ??= flagKeys(compiled).filter((key) => readsTime(compiled, key))
      return keys
    },
    close,
  }
}
