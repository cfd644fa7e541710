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
  UPDATE_POLICIES,
  type UpdatePolicyName,
} from './flag-set.ts'
export { applyFlagSetChanges, diffFlagSets, type FlagSetChanges } from './flag-set-changes.ts'
export type { FlagSetIssue } from './flag-set-issue.ts'
export {
  BUCKETING_VERSION,
  MAX_EVALUATORS,
  MAX_FLAGS,
  MAX_ISSUES,
  MAX_NESTING_DEPTH,
  MAX_RULE_SIZE,
  MAX_STRING_LENGTH,
  MAX_TOTAL_WEIGHT,
} from './flag-set-limits.ts'
export { joinPointer } from './json-pointer.ts'
export {
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonScalar,
  type JsonValue,
} from './json-value.ts'
export { ownSize } from './own-size.ts'
export { type FlagSetResult, parseFlagSet } from './parse-flag-set.ts'
export { lowerPrerequisites } from './prerequisites/lower-prerequisites.ts'
export { type Prerequisite, readPrerequisites, VARIANT_RULE_PREFIX } from './prerequisites/prerequisite.ts'
export { lowerReleases } from './release/lower-releases.ts'
export {
  RELEASE_PARTS,
  type Release,
  type ReleaseSlice,
  type ReleaseStage,
  type ReleaseTarget,
  type ReleaseTrial,
  readRelease,
} from './release/release.ts'
export { restOf } from './release/rule-rest.ts'
export { ELEMENT_OPERATORS, type RuleOperation, readOperation } from './rule-operation.ts'
export { type OperatorArity, RULE_OPERATORS, VERSION_COMPARISONS } from './rule-operators.ts'
export { parseSemanticVersion, type SemanticVersion } from './semantic-version.ts'
