export type { ContextValue, EvaluationContext } from './evaluation-context.ts'
export type { EvaluationDetails, EvaluationErrorCode, EvaluationReason } from './evaluation-details.ts'
export {
  type Flag,
  type FlagMetadata,
  type FlagSet,
  type FlagValue,
  type FlagValueType,
  flagValueType,
  type TargetingRule,
} from './flag-set.ts'
export { applyFlagSetChanges, diffFlagSets, type FlagSetChanges } from './flag-set-changes.ts'
export type { FlagSetIssue } from './flag-set-issue.ts'
export {
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonScalar,
  type JsonValue,
} from './json-value.ts'
