import { describe, expect, it } from 'vitest'
import { sampleFlags } from '../flags/sample-flag.ts'
import { valueForVisitor } from '../flags/visitor.ts'
import type { ClientSubject } from './client-subject.ts'
import { configcatClient } from './configcat-client.ts'
import { featurevisorClient } from './featurevisor-client.ts'
import { growthbookClient } from './growthbook-client.ts'
import { halyardClient } from './halyard-client.ts'
import { mapClient } from './map-client.ts'
import { unleashClient } from './unleash-client.ts'

const FLAGS = sampleFlags(100)
const [BEFORE] = FLAGS

/** Those that run outside of a browser; in the benchmark itself, a wrong value ends the run for all. */
const SUBJECTS: readonly ClientSubject[] = [
  mapClient,
  halyardClient,
  featurevisorClient,
  unleashClient,
  growthbookClient,
  configcatClient,
]

/** Asks and changes one and the same client: several of one SDK in a process share what they hold. */
describe('every browser SDK of the benchmark', () => {
  it.each(SUBJECTS)('$name knows all boolean flags, and tells of a change', async (subject) => {
    if (BEFORE?.kind !== 'static') throw new Error('the first flag has a rule')
    const client = await subject.start(subject.describe(FLAGS))
    const booleans = FLAGS.filter(({ kind }) => kind === 'static' || kind === 'targeted')
    expect(booleans.map(({ key }) => [key, client.read(key)])).toEqual(
      booleans.map((flag) => [flag.key, valueForVisitor(flag)]),
    )
    for (const [index, value] of [!BEFORE.value, BEFORE.value].entries()) {
      const after = { ...BEFORE, value }
      const all = FLAGS.map((flag) => (flag === BEFORE ? after : flag))
      const seen = new Promise((resolve) =>
        client.onChange(BEFORE.key, () => resolve(client.read(BEFORE.key))),
      )
      client.receive(subject.describeChange(all, after, index + 1))
      expect(await seen).toBe(value)
    }
  })
})
