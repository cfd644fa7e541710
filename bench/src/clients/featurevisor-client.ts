import { createInstance } from '@featurevisor/sdk'
import { toFeaturevisorDatafile } from '../flags/featurevisor-format.ts'
import { VISITOR } from '../flags/visitor.ts'
import type { ClientSubject } from './client-subject.ts'

/** Featurevisor: it has no network and no storage of its own; the application hands it datafiles. */
export const featurevisorClient: ClientSubject = {
  name: 'Featurevisor',
  describe: (flags) => JSON.stringify(toFeaturevisorDatafile(flags, 0)),
  describeChange: (flags, _, turn) => JSON.stringify(toFeaturevisorDatafile(flags, turn)),
  async start(text) {
    const client = createInstance({ datafile: text, context: { ...VISITOR }, logLevel: 'error' })
    return {
      read: (flagKey) => client.isEnabled(flagKey),
      onChange: (_, listener) => void client.on('datafile_set', listener),
      receive: (datafile) => client.setDatafile(datafile),
    }
  },
}
