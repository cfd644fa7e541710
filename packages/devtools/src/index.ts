export type { ActivityEntry, ActivityReport, FlagOutcome, FlagReads } from './protocol/activity-report.ts'
export { type BoundedRing, createBoundedRing } from './protocol/bounded-ring.ts'
export {
  createDevtoolsRegistry,
  DEVTOOLS_REGISTRY_KEY,
  type DevtoolsRegistry,
  type DevtoolsRegistryOptions,
  type PanelConnection,
} from './protocol/devtools-registry.ts'
export {
  type ContextPreview,
  type EvaluatedFlag,
  type ExplainedPart,
  type ExplainedSplitReport,
  type ExplanationReport,
  type FlagUses,
  MAX_PREVIEWED,
  MAX_RULE_TEXT,
  MAX_USES,
} from './protocol/explanation-report.ts'
export {
  type EffectEntry,
  type EffectSide,
  type FlagEffect,
  MAX_EFFECT_ENTRIES,
} from './protocol/flag-effect.ts'
export type {
  ChangeCause,
  ClientReport,
  FlagReport,
  OverrideSupport,
  OverrideTerms,
} from './protocol/flag-report.ts'
export type { ClientEvent, InspectableClient } from './protocol/inspectable-client.ts'
export {
  DEVTOOLS_PROTOCOL_VERSIONS,
  type PageDescription,
  type PageEvent,
  type PageMessage,
  type PagePayloads,
  type PanelMessage,
  type PanelPayloads,
  parsePageMessage,
  parsePanelMessage,
} from './protocol/messages.ts'
export {
  type DevtoolsMethods,
  isMethodName,
  type KeptOverride,
  type Method,
  type MethodCall,
  type MethodHandlers,
  type MethodName,
  PARAMETER_GUARDS,
  type ParametersOf,
  RESULT_GUARDS,
  type ResultOf,
} from './protocol/methods.ts'
export { isNotAllowed, NOT_ALLOWED } from './protocol/not-allowed.ts'
