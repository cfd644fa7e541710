import type { ClientSubject, ReadSubject, StartedClient } from '../clients/client-subject.ts'
import { type SampleFlag, sampleFlags } from '../flags/sample-flag.ts'
import { valueForVisitor } from '../flags/visitor.ts'
import type { ClientEffort } from './client-effort.ts'
import { settledHeapSize } from './heap-size.ts'
import { literalKeys } from './literal-keys.ts'
import { type ChangeCost, timeChanges } from './time-changes.ts'
import { measureReads, type ReadCost } from './time-reads.ts'

/** What a page with many flags takes. */
export interface ManyFlagsCost {
  /** What the SDK keeps in the heap, in bytes, before anything was read. */
  readonly loadedBytes: number
  /** The same after every boolean flag was read once. */
  readonly readBytes: number
  readonly change: ChangeCost
}

/** So many flags a page may read. A power of two. */
const READ_KEYS = 64

/**
 * Measures reads of flags that were read before, with 1,000 loaded.
 *
 * @throws Error when a value is wrong.
 */
export async function measurePageReads(subject: ReadSubject, { readMs }: ClientEffort): Promise<ReadCost> {
  const flags = sampleFlags(1_000)
  const client = await subject.start(subject.describe(flags))
  const booleans = checkValues(subject, client, flags)
  // From everywhere among them: some SDKs search from the first one on.
  const step = Math.floor(booleans.length / READ_KEYS)
  const read = booleans.filter((_, index) => index % step === 0).slice(0, READ_KEYS)
  const keys = literalKeys(read.map(({ key }) => key))
  return measureReads(client.read, keys, readMs)
}

/**
 * Measures memory and changes, with 10,000 flags loaded.
 *
 * @throws Error when a value is wrong, or when the SDK does not tell of a change.
 */
export async function measureManyFlags(
  subject: ClientSubject,
  { changes }: ClientEffort,
): Promise<ManyFlagsCost> {
  const emptyBytes = await settledHeapSize()
  // The text goes out of scope with the call: only an SDK that keeps it keeps it alive.
  const client = await startWith(subject, 10_000)
  const loadedBytes = (await settledHeapSize()) - emptyBytes
  checkValues(subject, client, sampleFlags(10_000))
  const readBytes = (await settledHeapSize()) - emptyBytes
  const change = await timeChanges(subject, client, sampleFlags(10_000), changes)
  return { loadedBytes, readBytes, change }
}

function startWith(subject: ClientSubject, count: number): Promise<StartedClient> {
  return subject.start(subject.describe(sampleFlags(count)))
}

/** Reads every boolean flag of which all SDKs give the same value, so that none is measured that does less. */
function checkValues(
  subject: ReadSubject,
  client: Pick<StartedClient, 'read'>,
  flags: readonly SampleFlag[],
): readonly SampleFlag[] {
  const booleans = flags.filter(({ kind }) => kind === 'static' || kind === 'targeted')
  for (const flag of booleans) {
    const value = client.read(flag.key)
    if (value !== valueForVisitor(flag)) {
      throw new Error(`${subject.name} answers ${value} for ${flag.key}, not ${valueForVisitor(flag)}`)
    }
  }
  return booleans
}
