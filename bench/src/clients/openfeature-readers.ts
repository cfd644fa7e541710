import { createFlagClient, staticSource } from '@halyard/client'
import { pageRegistry } from '@halyard/devtools/page'
import { HalyardProvider } from '@halyard/openfeature'
import { withDevtools } from '@halyard/openfeature/devtools'
import type { FlagSet } from '@halyard/schema'
import { InMemoryProvider, OpenFeature, type Provider } from '@openfeature/web-sdk'
import { toFlagdSet } from '../flags/flagd-format.ts'
import type { SampleFlag } from '../flags/sample-flag.ts'
import { VISITOR, valueForVisitor } from '../flags/visitor.ts'
import type { ReadSubject } from './client-subject.ts'

const flagdText = (flags: readonly SampleFlag[]): string => JSON.stringify(toFlagdSet(flags))
const sourceOf = (text: string) => staticSource(JSON.parse(text) as FlagSet)

const inMemory = (text: string) => new InMemoryProvider(JSON.parse(text))
const halyard = (text: string) => new HalyardProvider({ source: sourceOf(text) })

/** As on a page with the extension, whose panel is closed: without the registry, nothing would be wrapped. */
function watched(provider: Provider): Provider {
  pageRegistry(new Map())
  return withDevtools(provider)
}

/** The in-memory provider is given the visitor's values: it has nothing to decide. */
const decidedText = (flags: readonly SampleFlag[]): string =>
  JSON.stringify(
    Object.fromEntries(
      flags.map((flag) => [
        flag.key,
        { disabled: false, variants: { only: valueForVisitor(flag) }, defaultVariant: 'only' },
      ]),
    ),
  )

async function readWith(provider: Provider) {
  await OpenFeature.setProviderAndWait(provider, { ...VISITOR })
  const client = OpenFeature.getClient()
  return { read: (flagKey: string) => client.getBooleanValue(flagKey, false) }
}

/** What is read by OpenFeature's web SDK, and Halyard's client without it. */
export const OPENFEATURE_READERS = {
  'in-memory': {
    name: 'OpenFeature, in-memory provider',
    describe: decidedText,
    start: (text) => readWith(inMemory(text)),
  },
  'in-memory-watched': {
    name: 'the same, withDevtools and the extension',
    describe: decidedText,
    start: (text) => readWith(watched(inMemory(text))),
  },
  provider: {
    name: 'OpenFeature, HalyardProvider',
    describe: flagdText,
    start: (text) => readWith(halyard(text)),
  },
  'provider-watched': {
    name: 'the same, withDevtools and the extension',
    describe: flagdText,
    start: (text) => readWith(watched(halyard(text))),
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
