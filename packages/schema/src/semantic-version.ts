/** A version by the rules of semver.org, without its build metadata. */
export interface SemanticVersion {
  /** Major, minor and patch as digits without leading zeros, of any length. */
  readonly core: readonly [major: string, minor: string, patch: string]
  /** The dot-separated identifiers after the hyphen; empty for a release. */
  readonly prerelease: readonly string[]
}

const NUMBER = '(?:0|[1-9][0-9]*)'
const IDENTIFIER = `(?:${NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)`
const PATTERN = new RegExp(
  `^[vV]?(${NUMBER})(?:\\.(${NUMBER})(?:\\.(${NUMBER})(?:-(${IDENTIFIER}(?:\\.${IDENTIFIER})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?)?)?$`,
)

/**
 * Reads a version as flagd's `sem_ver` does: one leading `v` or `V` is allowed, a missing minor or patch number is 0,
 * build metadata is dropped. Only a version with all three numbers can have a prerelease or build metadata.
 * Source of the grammar: https://semver.org, version 2.0.0.
 *
 * @returns `null` for a text that is no version.
 * @example parseSemanticVersion('v1.2') // { core: ['1', '2', '0'], prerelease: [] }
 */
export function parseSemanticVersion(text: string): SemanticVersion | null {
  const match = PATTERN.exec(text)
  if (!match) return null
  const [, major = '0', minor = '0', patch = '0', prerelease] = match
  return { core: [major, minor, patch], prerelease: prerelease?.split('.') ?? [] }
}
