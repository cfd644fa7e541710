import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { addSignature } from '@halyard/protocol/wire'

/** Signs what a service says about flags. */
export interface SigningKey {
  /** What pages check signatures with: an Ed25519 public key, 43 characters of base64url. */
  readonly publicKey: string
  /** Adds a signature to JSON text, as `addSignature` of the wire protocol. */
  sign(json: string): string
}

/**
 * Reads a key that signs: an Ed25519 private key in PEM, not encrypted. `openssl genpkey -algorithm ed25519` makes one.
 * Use one key per environment: a signature does not say which environment its flags are for.
 *
 * @throws TypeError that says what to do, where the text is no such key.
 * @example
 * const signingKey = parseSigningKey(await readFile('signing-key.pem', 'utf8'))
 * const service = createFlagService({ store, signingKey })
 * console.log(signingKey.publicKey) // for verifySignatures({ publicKeys: […] }) in pages
 */
export function parseSigningKey(pem: string): SigningKey {
  const key = readPrivateKey(pem)
  const { x: publicKey } = createPublicKey(key).export({ format: 'jwk' })
  if (key.asymmetricKeyType !== 'ed25519' || publicKey === undefined) {
    throw new TypeError(
      `this is a key for ${key.asymmetricKeyType}, and signatures need one for Ed25519. ${HOW_TO}`,
    )
  }
  return { publicKey, sign: (json) => addSignature(json, sign(null, Buffer.from(json), key)) }
}

const HOW_TO = 'To make one: openssl genpkey -algorithm ed25519 -out signing-key.pem'

function readPrivateKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch (cause) {
    throw new TypeError(`this is no private key in PEM, or an encrypted one. ${HOW_TO}`, { cause })
  }
}
