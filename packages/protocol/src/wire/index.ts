export { parseJson } from '../parse-json.ts'
export { ENDPOINTS, type ServiceHealth } from './endpoints.ts'
export {
  compareRevisions,
  formatRevision,
  isRevision,
  type Revision,
  type RevisionOrder,
  revisionLineage,
  revisionNumber,
} from './revision.ts'
export {
  type Change,
  encodeStreamEvent,
  isChange,
  isSnapshot,
  parseSnapshot,
  parseStreamEvent,
  type Snapshot,
  type StreamEvent,
  type StreamGoodbye,
  type StreamHello,
} from './stream-event.ts'
