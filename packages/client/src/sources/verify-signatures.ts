import { splitSignature } from '@halyard/protocol/wire'
import type { SignatureCheck } from './read-service.ts'

/** Whose signatures {@link verifySignatures} accepts. */
export interface VerifySignaturesOptions {
  /**
   * Ed25519 public keys, 43 characters of base64url each, as `halyard serve --signing-key` prints them. Any of them may
   * have signed, so that keys can be replaced one after the other. At least one.
   */
  readonly publicKeys: readonly string[]
}

/**
 * Makes a source accept only flags that somebody signed who is trusted, so that whoever sits between service and page
 * (a cache, a proxy, a CDN) cannot alter them. What is not genuine is dropped: the client keeps what it holds, says so
 * in its state, and asks again with a growing wait.
 *
 * A signature says who made the flags, not how recent they are or which environment they are for: use one key per
 * environment. What this browser stored, and what other tabs of the origin say, is trusted.
 *
 * Needs WebCrypto with Ed25519 (Chromium 137, Firefox 129, Safari 17) on a secure page; elsewhere nothing is accepted.
 * Source: RFC 8032; the text that is signed is described at `addSignature` of the wire protocol.
 *
 * @throws TypeError where a key is none, or there is none.
 * @example
 * import { verifySignatures } from '@halyard/client/signatures'
 * const verify = verifySignatures({ publicKeys: ['Yd5w2qWk9p0Zt3lqf3xXw1rQ0m2v4u6s8A0b2C4d6E8'] })
 * const client = createFlagClient({ source: streamSource({ url: 'https://flags.example.com', verify }) })
 */
export function verifySignatures({ publicKeys }: VerifySignaturesOptions): SignatureCheck {
  const malformed = publicKeys.find((key) => !/^[\w-]{43}$/.test(key))
  if (malformed !== undefined || publicKeys.length === 0) {
    const found = malformed === undefined ? 'there is none' : `"${malformed.slice(0, 60)}" is none`
    throw new TypeError(`"publicKeys" lists Ed25519 public keys, 43 characters of base64url each; ${found}`)
  }
  let importing: Promise<readonly CryptoKey[]> | undefined

  return async (json) => {
    const payload = splitSignature(json)
    if (!payload) {
      return 'the flags came without a signature: start the service with a signing key, or look for what removes it'
    }
    const text = new TextEncoder().encode(payload.signed)
    try {
      importing ??= Promise.all(publicKeys.map(importKey))
      for (const key of await importing) {
        if (await crypto.subtle.verify('Ed25519', key, payload.signature, text)) return undefined
      }
    } catch (error) {
      return `signatures cannot be checked on this page, which must be secure (https): ${(error as Error).message}`
    }
    return 'the flags were altered on their way, or signed with a key that is not among "publicKeys"'
  }
}

function importKey(publicKey: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x: publicKey }, 'Ed25519', false, [
    'verify',
  ])
}
