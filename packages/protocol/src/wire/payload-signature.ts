import { decodeBase64url, encodeBase64url } from '../base64url.ts'

/** JSON text that carries a signature, taken apart. */
export interface SignedPayload {
  /** What the signature was made over: the text as it was before the signature was added, byte by byte as UTF-8. */
  readonly signed: string
  readonly signature: Uint8Array<ArrayBuffer>
}

/**
 * Adds a signature to JSON text as the last property of its object, so that nobody needs a canonical form: who reads
 * without checking sees one property more.
 *
 * @param json an object with at least one property.
 * @example addSignature('{"revision":"k3x9q2.17"}', bytes) // '{"revision":"k3x9q2.17","signature":"…"}'
 */
export function addSignature(json: string, signature: Uint8Array): string {
  return `${json.slice(0, -1)},"signature":"${encodeBase64url(signature)}"}`
}

// The last property of the outermost object: a quotation mark within a text would have a backslash before it.
const SIGNED = /^(.*),"signature":"([\w-]+)"\}$/s

/**
 * Takes apart what {@link addSignature} made.
 *
 * @returns `undefined` for text without a signature.
 */
export function splitSignature(json: string): SignedPayload | undefined {
  const [, rest, text = ''] = SIGNED.exec(json) ?? []
  const signature = decodeBase64url(text)
  return rest === undefined || !signature ? undefined : { signed: `${rest}}`, signature }
}
