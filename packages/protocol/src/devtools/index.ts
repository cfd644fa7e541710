export {
  type ClientEvent,
  createDevtoolsRegistry,
  DEVTOOLS_REGISTRY_KEY,
  type DevtoolsRegistry,
  type DevtoolsRegistryOptions,
  type InspectableClient,
  type PanelConnection,
} from './devtools-registry.ts'
export type {
  ChangeCause,
  ClientReport,
  FlagReport,
  OverrideSupport,
  OverrideTerms,
} from './flag-report.ts'
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
} from './messages.ts'
export {
  type DevtoolsMethods,
  isMethodName,
  type KeptOverride,
  METHOD_GUARDS,
  type Method,
  type MethodHandlers,
  type MethodName,
  type ParametersOf,
  type ResultOf,
} from './methods.ts'
