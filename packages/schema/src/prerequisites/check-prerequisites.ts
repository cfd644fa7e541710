import { dependencyOrder } from '../dependency-order.ts'
import type { Flag } from '../flag-set.ts'
import { type IssueCollector, suggestName } from '../issue-collector.ts'
import { joinPointer } from '../json-pointer.ts'
import { isJsonObject } from '../json-value.ts'
import { RELEASE } from '../release/release.ts'
import { PREREQUISITES, type Prerequisite, readPrerequisites } from './prerequisite.ts'

/** A flag with the place where it stands. */
export interface PlacedFlag {
  readonly key: string
  readonly flag: Flag
  readonly pointer: string
}

/**
 * Warns of prerequisites that can never be met as they are written, or that change nothing.
 *
 * @param placed all flags that can be used.
 */
export function checkPrerequisites(placed: readonly PlacedFlag[], issues: IssueCollector): void {
  const dependents = placed.flatMap(({ key, flag, pointer }) => {
    const listed = readPrerequisites(flag)
    return listed.length > 0 ? [{ key, flag, listed, pointer: joinPointer(pointer, PREREQUISITES) }] : []
  })
  if (dependents.length === 0) return

  const flags = new Map(placed.map(({ key, flag }) => [key, flag]))
  const dependencies = new Map<string, readonly string[]>()
  for (const { key, flag, listed, pointer } of dependents) {
    dependencies.set(
      key,
      listed.flatMap((prerequisite) => prerequisite?.flag ?? []),
    )
    checkEffect(flag, pointer, issues)
    const written: unknown = flag[PREREQUISITES]
    for (const [index, prerequisite] of listed.entries()) {
      const place = Array.isArray(written) ? joinPointer(pointer, index) : pointer
      if (prerequisite) checkNames(prerequisite, flags, place, issues)
      else {
        const fix = 'Write a list of {"flag": key, "variants": [name, …]}: it cannot be met until then.'
        const found = Array.isArray(written) ? written[index] : written
        issues.warning(place, found, 'a flag and at least one of its variants', fix)
      }
    }
  }
  const resolved = new Set(dependencyOrder(dependencies))
  for (const { key, flag, pointer } of dependents) {
    if (resolved.has(key)) continue
    const fix = 'Break the circle: until then they are not met.'
    issues.warning(pointer, flag[PREREQUISITES], 'prerequisites that do not lead in a circle', fix)
  }
}

function checkNames(
  { flag: key, variants }: Prerequisite,
  flags: ReadonlyMap<string, Flag>,
  pointer: string,
  issues: IssueCollector,
): void {
  const flag = flags.get(key)
  if (!flag) {
    const fix = suggestName(
      key,
      [...flags.keys()],
      'Name another flag of this set: it cannot be met until then.',
    )
    issues.warning(joinPointer(pointer, 'flag'), key, 'the key of a flag', fix)
    return
  }
  for (const [index, variant] of variants.entries()) {
    if (Object.hasOwn(flag.variants, variant)) continue
    const place = joinPointer(joinPointer(pointer, 'variants'), index)
    const fix = suggestName(variant, Object.keys(flag.variants), 'Name a variant of that flag.')
    issues.warning(place, variant, `a variant of ${JSON.stringify(key)}`, fix)
  }
}

function checkEffect({ targeting, [RELEASE]: release }: Flag, pointer: string, issues: IssueCollector): void {
  // it becomes targeting, which prerequisites hold back like any other
  if (release !== undefined) return
  if (isJsonObject(targeting) && Object.keys(targeting).length > 0) return
  const fix =
    'Add targeting such as {"if": [true, "on"]}: where they are not met, the flag gives its default variant.'
  issues.warning(pointer, 'no targeting beside them', 'prerequisites that change what the flag gives', fix)
}
