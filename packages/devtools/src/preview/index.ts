export type {
  AddressStep,
  ElementAddress,
} from './element-address.ts'
export {
  type EmbedderMessage,
  type PageCapture,
  PREVIEW_PROTOCOL_VERSIONS,
  type PreviewedMessage,
  parseEmbedderMessage,
  parsePreviewedMessage,
} from './messages.ts'
export type { KeyModifier, PageAction } from './page-action.ts'
