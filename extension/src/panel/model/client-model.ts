import type { ClientReport, FlagReport } from '@halyard/devtools'
import { type ReadonlySignal, signal } from '@preact/signals'

/** The most flags of one client that a panel keeps. */
export const MAX_FLAGS = 20_000

/** One client on a page, as the panel knows it. */
export interface ClientModel {
  readonly clientId: string
  /** Everything about the client except its flags. */
  readonly description: ReadonlySignal<ClientDescription>
  /** Counts the changes to {@link flags}: read it to be told of the next one. */
  readonly version: ReadonlySignal<number>
  /** The client's flags in alphabetical order of their keys. Read {@link version} along with it. */
  flags(): readonly FlagReport[]
  flag(flagKey: string): FlagReport | undefined
  /** How many flags were left out because there are more than {@link MAX_FLAGS}. */
  readonly leftOut: ReadonlySignal<number>
}

/** A client's report without its flags. */
export type ClientDescription = Omit<ClientReport, 'flags'>

/** The writing end of a {@link ClientModel}. */
export interface WritableClientModel extends ClientModel {
  describe(description: ClientDescription): void
  update(flags: readonly FlagReport[], removed: readonly string[]): void
}

/**
 * Creates a client from its report. A change costs as much as it changes: the list is made when it is next read, and
 * sorted only where flags have come.
 */
export function createClientModel({ flags, ...described }: ClientReport): WritableClientModel {
  const description = signal<ClientDescription>(described)
  const version = signal(0)
  const leftOut = signal(0)
  const byKey = new Map<string, FlagReport>()
  let keys: readonly string[] | undefined
  let sorted: readonly FlagReport[] | undefined

  function update(changed: readonly FlagReport[], removed: readonly string[]): void {
    const before = byKey.size
    for (const flagKey of removed) byKey.delete(flagKey)
    if (byKey.size < before) keys = keys?.filter((flagKey) => byKey.has(flagKey))
    let refused = 0
    for (const flag of changed) {
      const isKnown = byKey.has(flag.flagKey)
      if (!isKnown) keys = undefined
      if (isKnown || byKey.size < MAX_FLAGS) byKey.set(flag.flagKey, flag)
      else refused += 1
    }
    if (refused > 0) leftOut.value += refused
    sorted = undefined
    version.value += 1
  }

  update(flags, [])
  return {
    clientId: described.clientId,
    description,
    version,
    leftOut,
    flags() {
      keys ??= [...byKey.keys()].sort(compareKeys)
      sorted ??= keys.map((flagKey) => byKey.get(flagKey) as FlagReport)
      return sorted
    },
    flag: (flagKey) => byKey.get(flagKey),
    describe(next) {
      description.value = next
    },
    update,
  }
}

/** By code unit, which does not depend on the reader's language and is many times faster than a collator. */
function compareKeys(a: string, b: string): number {
  return a < b ? -1 : 1
}
