import type { PlacedRule } from '../check-references.ts'
import type { Flag } from '../flag-set.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { joinPointer } from '../json-pointer.ts'
import { placeRule } from '../parse-evaluators.ts'
import { RELEASE, readRelease } from './release.ts'

/**
 * Warns of what in a flag's release cannot be used.
 *
 * @param pointer where the flag stands.
 * @returns the outlines of the rules in it.
 */
export function checkRelease(flag: Flag, pointer: string, issues: IssueCollector): readonly PlacedRule[] {
  const { release, unusable } = readRelease(flag)
  for (const place of unusable) {
    const expected =
      'trials, targets, a rollout and a schedule that name variants of this flag, weights and instants'
    const fix = 'Correct this part; until then the flag is served as if it were not there.'
    issues.warning(pointer + place, 'a part that cannot be used', expected, fix)
  }
  const place = joinPointer(joinPointer(pointer, RELEASE), 'targets')
  return (release.targets ?? []).map(({ when }, index) =>
    placeRule(when, joinPointer(joinPointer(place, index), 'when'), issues),
  )
}
