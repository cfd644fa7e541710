import { createFlagClient, type FlagClient, type SourceSink, staticSource } from '@halyard/client'
import type { FlagSet, FlagValue } from '@halyard/schema'

/** A started client whose flags the test serves. */
export interface TestClient {
  readonly client: FlagClient
  /** Serves these values from now on, each as the only variant of its flag. */
  serve(values: { readonly [flagKey: string]: FlagValue }): void
}

/** Creates a client. */
export function createTestClient(values: { readonly [flagKey: string]: FlagValue } = {}): TestClient {
  let sink: SourceSink | undefined
  let number = 0
  const serve = (next: typeof values): void => {
    number += 1
    const flags: FlagSet['flags'] = Object.fromEntries(
      Object.entries(next).map(([flagKey, value]) => [
        flagKey,
        { state: 'ENABLED', variants: { served: value }, defaultVariant: 'served' },
      ]),
    )
    sink?.receive({ type: 'snapshot', revision: `test.${number}`, flagSet: { flags } })
  }
  const { load } = staticSource({ flags: {} })
  const client = createFlagClient({
    source: {
      load,
      connect(given) {
        sink = given
        return () => undefined
      },
    },
  })
  client.start()
  serve(values)
  return { client, serve }
}
