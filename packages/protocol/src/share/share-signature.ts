import { decodeBase64url, encodeBase64url } from '../base64url.ts'
import {
  decodeShare,
  encodeShare,
  refuseShare,
  type ShareResult,
  type ShareState,
  splitShare,
} from './share-format.ts'
import { encodeUtf8 } from './utf8.ts'

/** The part of WebCrypto that signatures need; `crypto.subtle` is one, in browsers on secure pages only. */
export interface SignatureCrypto<Key> {
  sign(algorithm: 'Ed25519', privateKey: Key, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
  verify(
    algorithm: 'Ed25519',
    publicKey: Key,
    signature: Uint8Array<ArrayBuffer>,
    data: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>
}

/** What {@link verifyShare} needs to judge a share. */
export interface ShareVerification<Key> {
  /** Any of these may have made the signature, so that keys can be replaced one after the other. */
  readonly publicKeys: readonly Key[]
  readonly subtle: Pick<SignatureCrypto<Key>, 'verify'>
  /** The time in milliseconds since 1970. */
  readonly nowMs: number
}

// A key that signs other things as well must not sign shares by accident.
const PURPOSE = 'halyard-share:'

/**
 * Writes a state as a share that carries a signature: Ed25519, in base64url, after a second dot.
 *
 * @param state must expire: a signed share opens a production page to whoever holds it.
 * @param subtle `crypto.subtle`.
 * @throws what `encodeShare` throws, and what `subtle.sign` rejects with.
 * @example
 * const { privateKey } = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
 * const text = await signShare({ overrides, expiresAtMs: Date.now() + 3_600_000 }, privateKey, crypto.subtle)
 */
export async function signShare<Key>(
  state: ShareState & { readonly expiresAtMs: number },
  privateKey: Key,
  subtle: Pick<SignatureCrypto<Key>, 'sign'>,
): Promise<string> {
  const text = encodeShare(state)
  const signature = await subtle.sign('Ed25519', privateKey, bytesToSign(text))
  const signed = `${text}.${encodeBase64url(new Uint8Array(signature))}`
  const parts = splitShare(signed)
  if (!parts.ok) throw new RangeError(`this cannot be shared: ${parts.message}`)
  return signed
}

/**
 * Reads a share that has to be signed. Nothing of it is given before its signature and its expiry are found good.
 *
 * @returns the share, or which of it all is wrong: `unsigned`, `wrong-signature`, `expired`, or what `decodeShare` finds.
 * @throws what `subtle.verify` rejects with, where this browser has no Ed25519 or a key is for something else.
 * @example
 * const result = await verifyShare(text, { publicKeys: [publicKey], subtle: crypto.subtle, nowMs: Date.now() })
 * if (!result.ok) report(result.code, result.message)
 */
export async function verifyShare<Key>(
  text: string,
  { publicKeys, subtle, nowMs }: ShareVerification<Key>,
): Promise<ShareResult> {
  const parts = splitShare(text)
  if (!parts.ok) return parts
  if (parts.signature === undefined) {
    return refuseShare(
      'unsigned',
      'this share has no signature, and only signed ones are taken here: ask for one that is signed',
    )
  }
  const signature = decodeBase64url(parts.signature)
  const data = bytesToSign(parts.signed)
  const verdicts =
    signature && (await Promise.all(publicKeys.map((key) => subtle.verify('Ed25519', key, signature, data))))
  return verdicts?.includes(true)
    ? decodeShare(text, nowMs)
    : refuseShare(
        'wrong-signature',
        'none of the keys that are known here signed this share, or it was changed since: ask its sender for a new one',
      )
}

function bytesToSign(text: string): Uint8Array<ArrayBuffer> {
  return encodeUtf8(PURPOSE + text)
}
