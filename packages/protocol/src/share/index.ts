export { decodeJsonText, encodeJsonText } from './json-text.ts'
export { addShare, SHARE_PARAMETER, takeShare } from './share-address.ts'
export {
  decodeShare,
  encodeShare,
  MAX_SHARE_LENGTH,
  type ShareRefusal,
  type ShareResult,
  type ShareState,
} from './share-format.ts'
export { type ShareVerification, type SignatureCrypto, signShare, verifyShare } from './share-signature.ts'
