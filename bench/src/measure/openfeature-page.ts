import { OPENFEATURE_READERS, type OpenFeatureReaderName } from '../clients/openfeature-readers.ts'
import { CLIENT_EFFORTS, type ClientEffortName } from './client-effort.ts'
import { measurePageReads } from './measure-client.ts'
import type { ReadCost } from './time-reads.ts'

declare global {
  interface Window {
    measureOpenFeature: (name: OpenFeatureReaderName, effort: ClientEffortName) => Promise<ReadCost>
  }
}

window.measureOpenFeature = (name, effort) =>
  measurePageReads(OPENFEATURE_READERS[name], CLIENT_EFFORTS[effort])
