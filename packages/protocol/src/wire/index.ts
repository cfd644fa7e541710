export { parseJson } from '../parse-json.ts'
export { ENDPOINTS, OPERATING_ENDPOINTS, SERVICE_PATH, type ServiceHealth } from './endpoints.ts'
export {
  type ExposureEntry,
  type InsightBatch,
  type InsightContext,
  type InsightEntry,
  type InsightSubject,
  isInsightContext,
  isInsightName,
  MAX_INSIGHT_AGE_MS,
  MAX_INSIGHT_BODY_BYTES,
  MAX_INSIGHT_ENTRIES,
  MAX_INSIGHT_NAME_LENGTH,
  parseInsightBatch,
  type TrackingEntry,
} from './insights.ts'
export { addSignature, type SignedPayload, splitSignature } from './payload-signature.ts'
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
