export { anonymousContext } from './anonymous-context.ts'
export { caseOf } from './case-of.ts'
export { chosenByFlag } from './chosen-by-flag.ts'
export type { ClientState } from './client-state.ts'
export type { Clock } from './clock.ts'
export { createFlagClient } from './create-flag-client.ts'
export { type DehydratedFlags, dehydrate } from './dehydrated-flags.ts'
export { demandClient } from './demand-client.ts'
export type { Diagnostic, OnDiagnostic } from './diagnostic.ts'
export type {
  ClientEvaluationDetails,
  FlagClient,
  Freshness,
} from './flag-client.ts'
export type { FlagClientOptions } from './flag-client-options.ts'
export type {
  AnyFlagProps,
  FlagCasesProps,
  FlagNaming,
  FlagRenderProps,
  FlagSwitchProps,
} from './flag-props.ts'
// With a star, so that applications can add to FlagTypes under this module's name.
export type * from './flag-types.ts'
export type {
  ClientOverrides,
  FlagOverride,
  OverrideOptions,
  OverrideScope,
} from './overrides/client-overrides.ts'
export type {
  OverriddenClient,
  OverrideLayer,
  OverrideLayerFactory,
} from './overrides/override-layer-factory.ts'
export type {
  BoundFlagSource,
  FlagSource,
  FlagView,
  RemoteFlagSource,
  SourceEvent,
  SourceSink,
} from './sources/flag-source.ts'
export type { SignatureCheck } from './sources/read-service.ts'
export { remoteSource } from './sources/remote-source.ts'
export { staticSource } from './sources/static-source.ts'
export { type StreamSourceOptions, streamSource } from './sources/stream-source.ts'
export type { FirstPaintSlot, FlagStorage, StoredSnapshot } from './storage/flag-storage.ts'
export { type IndexedDbStorageOptions, indexedDbStorage } from './storage/indexeddb-storage.ts'
export { memoryStorage } from './storage/memory-storage.ts'
export { subscribeDetails } from './subscribe-details.ts'
export { subscribeSeen } from './subscribe-seen.ts'
export type { UpdatePolicy } from './update-policy.ts'
