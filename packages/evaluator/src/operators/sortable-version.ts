import { parseSemanticVersion } from '@halyard/schema'
import { isScalar } from '../logic.ts'

/**
 * Writes the parts of a version so that lists of such parts, joined by commas, are in the order of the versions' precedence
 * when they are compared as texts. A comma comes before every character of a part, so a prerelease before its longer ones;
 * a number begins with what comes before every other part, and then with its length, because it has no leading zeros; a
 * release ends with what comes after every prerelease.
 * Source of the order: https://semver.org, version 2.0.0, clause 11.
 *
 * @returns `null` for a value that is no version.
 */
export function sortableVersion(version: unknown): readonly string[] | null {
  const parts = isScalar(version) ? parseSemanticVersion(String(version)) : null
  return (
    parts &&
    [...parts, parts[3] ? '' : '~'].map((part) =>
      /^\d+$/.test(part) ? `!${String.fromCharCode(part.length)}${part}` : part,
    )
  )
}
