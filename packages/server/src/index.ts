export { type HttpListener, listen } from './adapters/node-http.ts'
export { createCredentialAdmission } from './credentials/credential-admission.ts'
export type { Credential, CredentialStore, NewCredential } from './credentials/credential-store.ts'
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
} from './environment-store.ts'
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
  ExposureCount,
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
export { createMemoryStore, type MemoryStore, type MemoryStoreOptions } from './memory-store.ts'
export { type Audience, serveFlagSet } from './serve-flag-set.ts'
export { parseSigningKey, type SigningKey } from './signing-key.ts'
export { listSqliteEnvironments } from './sqlite-environments.ts'
export { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from './sqlite-store.ts'
export type { Timers } from './timers.ts'
