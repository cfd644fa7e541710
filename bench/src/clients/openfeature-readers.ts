import { createFlagClient, staticSource } from '@halyard/client'
import { HalyardProvider } from '@halyard/openfeature'
import type { FlagSet } from '@halyard/schema'
import { InMemoryProvider, OpenFeature, type Provider } from '@openfeature/web-sdk'
import { toFlagdSet } from '../flags/flagd-format.ts'
import type { SampleFlag } from '../flags/sample-flag.ts'
import { VISITOR, valueForVisitor } from '../flags/visitor.ts'
import type { ReadSubject } from './client-subject.ts'

const flagdText = (flags: readonly SampleFlag[]): string => JSON.stringify(toFlagdSet(flags))
const sourceOf = (text: string) => staticSource(JSON.parse(text) as FlagSet)

async function readWith(provider: Provider) {
  await OpenFeature.setProviderAndWait(provider, { ...VISITOR })
  const client = OpenFeature.getClient()
  return { read: (flagKey: string) => client.getBooleanValue(flagKey, false) }
}

/** What is read by OpenFeature's web SDK, and Halyard's client without it. */
export const OPENFEATURE_READERS = {
  // It is given the visitor's values: it has nothing to decide.
  'in-memory': {
    name: 'OpenFeature, in-memory provider',
    describe: (flags) =>
      JSON.stringify(
        Object.fromEntries(
          flags.map((flag) => [
            flag.key,
            { disabled: false, variants: { only: valueForVisitor(flag) }, defaultVariant: 'only' },
          ]),
        ),
      ),
    start: (text) => readWith(new InMemoryProvider(JSON.parse(text))),
  },
  provider: {
    name: 'OpenFeature, HalyardProvider',
    describe: flagdText,
    start: (text) => readWith(new HalyardProvider({ source: sourceOf(text) })),
  },
  client: {
    name: 'Halyard without OpenFeature',
    describe: flagdText,
    async start(text) {
      const client = createFlagClient({ source: sourceOf(text), context: VISITOR })
      client.start()
      return { read: (flagKey) => client.get(flagKey, false) }
    },
  },
} satisfies Readonly<Record<string, ReadSubject>>

/** A key of {@link OPENFEATURE_READERS}. */
export type OpenFeatureReaderName = keyof typeof OPENFEATURE_READERS
