/**
 * A short name for a text, for keys that must not show it: 64 bits, so that no two contexts of one browser share one.
 * Not for secrets. Deterministic across visits and versions.
 * Source: FNV-1a, draft-eastlake-fnv, over UTF-16 units; the other half is the same with constants of MurmurHash3.
 *
 * @example hashText('{"targetingKey":"u1"}')
 */
export function hashText(text: string): string {
  let first = 0x811c9dc5
  let second = 0x1b873593
  for (let index = 0; index < text.length; index += 1) {
    first = Math.imul(first ^ text.charCodeAt(index), 0x01000193)
    second = Math.imul(second ^ text.charCodeAt(index), 0x85ebca6b)
  }
  return [first, second].map((half) => (half >>> 0).toString(36)).join('-')
}
