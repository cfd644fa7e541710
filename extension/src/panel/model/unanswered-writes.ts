import type { FlagValue } from '@halyard/schema'
import type { ClientModel } from './client-model.ts'
import { isOverridden } from './overridden.ts'
import { valueText } from './value-text.ts'

/** What a page was asked to override or reset and has not said anything about. A page that is left never will. */
export interface UnansweredWrites {
  /**
   * Notes a write, unless the flag is already what is asked for: then the client has nothing to tell.
   *
   * @param flagKey absent for a reset of all flags.
   * @param value absent for a reset.
   */
  expect(client: ClientModel | undefined, flagKey: string | undefined, value?: FlagValue): void
  answer(clientId: string, flagKeys: readonly string[]): void
  clear(): void
  /** The one that waits for the longest time, `null` when none does. */
  first(): { readonly clientId: string; readonly flagKey: string } | null
}

/** Creates a list without any write. */
export function createUnansweredWrites(): UnansweredWrites {
  const waiting = new Map<string, { readonly clientId: string; readonly flagKey: string }>()
  const keyOf = (clientId: string, flagKey: string): string => JSON.stringify([clientId, flagKey])

  return {
    expect(client, flagKey, value) {
      if (!client) return
      const { clientId } = client
      const flags =
        flagKey === undefined
          ? client.flags().filter(isOverridden)
          : [client.flag(flagKey)].filter((flag) => flag !== undefined)
      for (const flag of flags) {
        const isAsked =
          value === undefined
            ? !isOverridden(flag)
            : isOverridden(flag) && valueText(flag.value) === valueText(value)
        if (!isAsked) waiting.set(keyOf(clientId, flag.flagKey), { clientId, flagKey: flag.flagKey })
      }
    },
    answer(clientId, flagKeys) {
      for (const flagKey of flagKeys) waiting.delete(keyOf(clientId, flagKey))
    },
    clear: () => waiting.clear(),
    first: () => waiting.values().next().value ?? null,
  }
}
