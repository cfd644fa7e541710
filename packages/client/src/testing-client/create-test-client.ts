import { formatRevision } from '@halyard/protocol/wire'
import type { EvaluationContext, Flag, FlagValue } from '@halyard/schema'
import { createFlagClient } from '../create-flag-client.ts'
import type { FlagClient } from '../flag-client.ts'
import type { OverrideLayerFactory } from '../overrides/override-layer-factory.ts'
import type { SourceSink } from '../sources/flag-source.ts'
import type { EvaluatedFlag } from '../sources/ofrep/evaluated-flag-set.ts'
import { evaluatedView } from '../sources/ofrep/evaluated-view.ts'
import { memoryStorage } from '../storage/memory-storage.ts'

/** What a test begins with. */
export interface TestClientOptions {
  /** The flags that there are, and their values. @default {} */
  readonly flags?: { readonly [flagKey: string]: FlagValue }
  /** @default {} */
  readonly context?: EvaluationContext
  /** For tests of overrides: `pageOverrides()` keeps them in the tab's session storage. @default none */
  readonly overrides?: OverrideLayerFactory
}

/** A client whose flags a test sets. */
export interface TestClient extends FlagClient {
  /**
   * Gives a flag another value, as if the server had changed it; `null` removes the flag. Those who observe it have
   * been told when the call returns.
   */
  set(flagKey: string, value: FlagValue | null): void
}

const LINEAGE = 'test'

/**
 * Creates a client for tests: started and live, with flags that are set in code. It answers synchronously, asks no
 * network, and stores nothing.
 *
 * @example
 * const client = createTestClient({ flags: { checkout: true } })
 * client.get('checkout', false) // true
 * client.set('checkout', false)
 */
export function createTestClient({
  flags = {},
  context = {},
  overrides,
}: TestClientOptions = {}): TestClient {
  let sink: SourceSink | undefined
  let number = 0
  const client = createFlagClient({
    context,
    ...(overrides && { overrides }),
    storage: memoryStorage(),
    source: {
      load: evaluatedView,
      connect(given) {
        sink = given
        const entries = Object.entries(flags).map(([flagKey, value]) => [flagKey, flagOf(value)] as const)
        const flagSet = { flags: Object.fromEntries(entries) }
        given.receive({ type: 'snapshot', revision: formatRevision(LINEAGE, number), flagSet })
        return () => undefined
      },
    },
  })
  client.start()
  return Object.assign(client, {
    set(flagKey: string, value: FlagValue | null): void {
      const previous = formatRevision(LINEAGE, number)
      number += 1
      const changed: readonly (readonly [string, Flag | null])[] = [
        [flagKey, value === null ? null : flagOf(value)],
      ]
      sink?.receive({
        type: 'change',
        previous,
        revision: formatRevision(LINEAGE, number),
        changes: { flags: Object.fromEntries(changed) },
      })
    },
  })
}

function flagOf(value: FlagValue): EvaluatedFlag {
  const variant = 'set'
  return {
    state: 'ENABLED',
    variants: { [variant]: value },
    defaultVariant: variant,
    'x-verdict': { reason: 'STATIC', variant },
  }
}
