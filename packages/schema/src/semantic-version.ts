/**
 * A version by the rules of semver.org, without its build metadata: major, minor and patch as digits without leading
 * zeros, of any length, and then the identifiers of the prerelease, none for a release.
 */
export type SemanticVersion = readonly string[]

const PATTERN = /^v?(\d+)(?:\.(\d+)(?:\.(\d+)(?:-([\da-z.-]+))?(?:\+([\da-z.-]+))?)?)?$/i

/**
 * Reads a version as flagd's `sem_ver` does: one leading `v` or `V` is allowed, a missing minor or patch number is 0,
 * build metadata is dropped. Only a version with all three numbers can have a prerelease or build metadata.
 * Source of the grammar: https://semver.org, version 2.0.0.
 *
 * @returns `null` for a text that is no version.
 * @example parseSemanticVersion('v1.2-rc.1') // null: a prerelease needs all three numbers
 * @example parseSemanticVersion('v1.2.0-rc.1') // ['1', '2', '0', 'rc', '1']
 */
export function parseSemanticVersion(text: string): SemanticVersion | null {
  const match = PATTERN.exec(text)
  if (!match) return null
  const [, major = '', minor = '0', patch = '0', prerelease, build = '+'] = match
  const parts = [major, minor, patch, ...(prerelease?.split('.') ?? [])]
  const isValid = !parts.some((part) => /^$|^0\d+$/.test(part)) && !build.split('.').includes('')
  return isValid ? parts : null
}
