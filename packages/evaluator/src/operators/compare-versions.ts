import type { SemanticVersion } from '@halyard/schema'

const CORE_LENGTH = 3
const DIGITS = /^\d+$/

/**
 * Orders two versions by their precedence.
 * Source: https://semver.org, version 2.0.0, clause 11.
 *
 * @param count how many parts count: 1 the major number, 2 major and minor, more for all.
 * @returns a negative number, 0 or a positive number.
 */
export function compareVersions(a: SemanticVersion, b: SemanticVersion, count: number): number {
  const length = Math.min(count, Math.max(a.length, b.length))
  for (let index = 0; index < length; index++) {
    const left = a[index]
    const right = b[index]
    if (left === right) continue
    // the longer prerelease is the later one, but none at all is later still
    if (left === undefined) return index === CORE_LENGTH ? 1 : -1
    if (right === undefined) return index === CORE_LENGTH ? -1 : 1
    const isNumber = DIGITS.test(left)
    if (isNumber !== DIGITS.test(right)) return isNumber ? -1 : 1
    // numbers have no leading zeros and any length: the longer one is the greater
    return (isNumber && left.length - right.length) || (left < right ? -1 : 1)
  }
  return 0
}
