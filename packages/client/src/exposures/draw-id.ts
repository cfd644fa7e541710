/**
 * Draws an id that nobody else has: 128 random bits as 32 hexadecimal digits. Unlike `crypto.randomUUID`, it can be had
 * on pages without HTTPS, too.
 */
export function drawId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
