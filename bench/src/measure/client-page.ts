import { CLIENT_SUBJECTS, type ClientSubjectName } from '../clients/client-subjects.ts'
import { CLIENT_EFFORTS, type ClientEffortName } from './client-effort.ts'
import { type ManyFlagsCost, measureManyFlags, measurePageReads } from './measure-client.ts'
import type { ReadCost } from './time-reads.ts'

declare global {
  interface Window {
    /** What a fresh browser is told to do. */
    measureReads: (name: ClientSubjectName, effort: ClientEffortName) => Promise<ReadCost>
    measureManyFlags: (name: ClientSubjectName, effort: ClientEffortName) => Promise<ManyFlagsCost>
  }
}

window.measureReads = (name, effort) => measurePageReads(CLIENT_SUBJECTS[name], CLIENT_EFFORTS[effort])
window.measureManyFlags = (name, effort) => measureManyFlags(CLIENT_SUBJECTS[name], CLIENT_EFFORTS[effort])
