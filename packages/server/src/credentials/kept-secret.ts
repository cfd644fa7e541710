import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 bits: nobody guesses them, so a plain hash protects them as well as a slow one. */
const SECRET_BYTES = 32

/** What is kept of a secret: enough to know it again, too little to tell it. */
export interface KeptSecret {
  /** SHA-256 of the secret. */
  readonly hash: Uint8Array
}

/**
 * Draws a secret.
 *
 * @param prefix what it begins with, so that those who find one lying around know what it is.
 * @returns the secret, which nobody can ask for again, and what is to be kept of it.
 * @example const { secret, hash } = drawSecret('halyard_ck_')
 */
export function drawSecret(prefix: string): KeptSecret & { readonly secret: string } {
  const secret = prefix + randomBytes(SECRET_BYTES).toString('base64url')
  return { secret, hash: digest(secret) }
}

/** Finds what a secret is of, in a time that says nothing about which one fits, or how nearly. */
export function findBySecret<Kept extends KeptSecret>(
  kept: Iterable<Kept>,
  secret: string,
): Kept | undefined {
  const wanted = digest(secret)
  let found: Kept | undefined
  // all of them, so that the time does not end with the one that fits
  for (const one of kept) {
    if (timingSafeEqual(one.hash, wanted)) found = one
  }
  return found
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
