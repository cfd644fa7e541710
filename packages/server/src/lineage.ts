/**
 * Draws the name of a new history of revisions: 12 characters of `a-z0-9` (60 random bits).
 *
 * @param randomBytes fills the given bytes with randomness.
 * @example drawLineage() // 'k3x9q2m4tz07'
 */
export function drawLineage(
  randomBytes: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): string {
  return Array.from(randomBytes(new Uint8Array(12)), (byte) => (byte & 31).toString(32)).join('')
}
