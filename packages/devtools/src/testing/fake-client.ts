import type { FlagValue } from '@halyard/schema'
import type { ClientEvent, InspectableClient } from '../protocol/inspectable-client.ts'

/** A client that a test drives, and that notes what it is asked. */
export interface FakeClient {
  readonly client: InspectableClient
  /** The names of the members that were called, in that order. */
  readonly calls: readonly string[]
  readonly overrides: ReadonlyMap<string, FlagValue>
  /** Tells whoever has subscribed. */
  announce(event: ClientEvent): void
  /** Announces that the source has changed its first flag. */
  change(): void
}

/**
 * Creates a client that has some flags. It takes overrides that are texts, and announces them.
 *
 * @param flags the values it serves, by key.
 * @param parts what it does otherwise; may be anything, as in somebody else's client.
 */
export function createFakeClient(
  flags: Readonly<Record<string, FlagValue>> = { hero: 'classic' },
  parts: object = {},
): FakeClient {
  const calls: string[] = []
  const served = new Map(Object.entries(flags))
  const overrides = new Map<string, FlagValue>()
  const listeners = new Set<(event: ClientEvent) => void>()
  const announce = (event: ClientEvent): void => {
    for (const listener of listeners) listener(event)
  }
  const overridden = (flagKeys: readonly string[]): void =>
    announce({ type: 'flags-changed', cause: 'override', flagKeys })

  const own = {
    describe: () => ({ state: 'live', context: { targetingKey: 'u7' } }),
    flagKeys: () => served.keys(),
    report(flagKey: string) {
      const value = overrides.get(flagKey) ?? served.get(flagKey)
      const reason = overrides.has(flagKey) ? 'OVERRIDE' : 'STATIC'
      return value === undefined ? null : { flagKey, value, reason, flagMetadata: {}, observed: true }
    },
    subscribe(listener: (event: ClientEvent) => void) {
      listeners.add(listener)
      return () => {
        calls.push('unsubscribe')
        listeners.delete(listener)
      }
    },
    setOverride(flagKey: string, value: FlagValue) {
      if (typeof value !== 'string') return `${flagKey} is a text`
      overrides.set(flagKey, value)
      overridden([flagKey])
      return null
    },
    resetOverride(flagKey?: string) {
      const flagKeys = flagKey === undefined ? [...overrides.keys()] : [flagKey]
      for (const each of flagKeys) overrides.delete(each)
      overridden(flagKeys)
    },
  }
  // Not spread: what somebody else wrote may throw when it is read.
  const members = Object.defineProperties(own, Object.getOwnPropertyDescriptors(parts))
  const noted = Object.entries(Object.getOwnPropertyDescriptors(members)).map(([name, descriptor]) => {
    const { value } = descriptor
    if (typeof value !== 'function') return [name, descriptor] as const
    const note = (...given: unknown[]): unknown => {
      calls.push(name)
      return Reflect.apply(value, members, given)
    }
    return [name, { ...descriptor, value: note }] as const
  })
  const client = Object.defineProperties({ sdk: 'fake' }, Object.fromEntries(noted)) as InspectableClient
  return {
    client,
    calls,
    overrides,
    announce,
    change: () =>
      announce({ type: 'flags-changed', cause: 'source', flagKeys: [...served.keys()].slice(0, 1) }),
  }
}
