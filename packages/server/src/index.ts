export { type ConnectionOptions, parseProxies } from './adapters/connection-gate.ts'
export { type HttpListener, type HttpListenerOptions, listen } from './adapters/node-http.ts'
export { createCredentialAdmission } from './credentials/credential-admission.ts'
export type { Credential, CredentialStore, NewCredential } from './credentials/credential-store.ts'
export { createRateLimit, type RateLimit } from './credentials/rate-limit.ts'
export { openSqliteCredentials } from './credentials/sqlite-credentials.ts'
export {
  type AuditEntry,
  type AuditQuery,
  type EnvironmentStore,
  flagPart,
  segmentPart,
  type WriteNote,
  type WriteOutcome,
  type WriteRequest,
  type WritingTimes,
} from './environment-store.ts'
export { type ExplainedFlag, type ExplainedFlags, explainFlags } from './explain/explain-flags.ts'
export { fileAuditPath } from './file-audit/file-audit.ts'
export { type FileStoreOptions, type FlagFileReport, openFileStore } from './file-store.ts'
export { type FlagFileProblem, withoutControls } from './flag-file/flag-file-problem.ts'
export { formatProblem } from './flag-file/format-problem.ts'
export {
  type FlagFileContent,
  type FlagFileProblems,
  isGoodFlagFile,
  loadFlagFile,
  readFlagFile,
} from './flag-file/load-flag-file.ts'
export type { TextPosition } from './flag-file/text-position.ts'
export { createFlagService, type FlagService, type FlagServiceOptions } from './flag-service.ts'
export type { FlagStore } from './flag-store.ts'
export type {
  AudienceQuery,
  AudienceRow,
  CustomersQuery,
  CustomersRow,
  InsightPage,
  InsightPageQuery,
  InsightPeriod,
  RecordTotals,
  UsageCount,
  UsageQuery,
} from './insights/insight-queries.ts'
export type { ExposureRecord, InsightRecord, TrackingRecord } from './insights/insight-record.ts'
export type {
  EvaluationCount,
  InsightsStore,
  InsightsStoreOptions,
  TrackingCount,
} from './insights/insights-store.ts'
export { createMemoryInsights } from './insights/memory-insights.ts'
export { openSqliteInsights, type SqliteInsightsOptions } from './insights/sqlite-insights.ts'
export { type Admission, type Caller, openAdmission } from './management/admission.ts'
export {
  createManagementApi,
  type ManagementApi,
  type ManagementOptions,
} from './management/management-api.ts'
export type { AudienceReport } from './management/reports/audience-report.ts'
export type { CustomersReport } from './management/reports/customers-report.ts'
export type { StaleReport, StaleRow } from './management/reports/stale-report.ts'
export type { UsageReport } from './management/reports/usage-report.ts'
export { createMemoryStore, type MemoryStore, type MemoryStoreOptions } from './memory-store.ts'
export { createDiskCheck } from './operations/disk-check.ts'
export type { MetricsEndpoint } from './operations/metrics-endpoint.ts'
export { type OperatedService, type OperatingOptions, operateService } from './operations/operate-service.ts'
export { parseOrigin } from './operations/origin-policy.ts'
export type { Peer } from './operations/peer.ts'
export type { ReadinessCheck } from './operations/readiness.ts'
export {
  type ObservedAnswer,
  type ObservedWrite,
  observeInsights,
  observeWrites,
  type ServiceObserver,
} from './operations/service-observer.ts'
export { readContext } from './read-context.ts'
export { type Audience, serveFlagSet } from './serve-flag-set.ts'
export { parseSigningKey, type SigningKey } from './signing-key.ts'
export { listSqliteEnvironments } from './sqlite-environments.ts'
export { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from './sqlite-store.ts'
export type { Timers } from './timers.ts'
export { createMemoryTriggers } from './triggers/memory-triggers.ts'
export { openSqliteTriggers } from './triggers/sqlite-triggers.ts'
export type { NewTrigger, Trigger, TriggerStore } from './triggers/trigger-store.ts'
