export type {
  ClientContextOverride,
  ClientOverrides,
  FlagOverride,
  OverrideOptions,
  OverrideScope,
} from './client-overrides.ts'
export type { OverriddenClient, OverrideLayer, OverrideLayerFactory } from './override-layer-factory.ts'
export { type PageOverridesOptions, pageOverrides } from './page-overrides.ts'
export { type ShareOverridesOptions, shareOverrides } from './share-overrides.ts'
export type { SharePage, ShareReceiver } from './share-receiver.ts'
