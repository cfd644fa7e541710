import { type Flag, type Prerequisite, readPrerequisites } from '@halyard/schema'
import { withoutControls } from '@halyard/server'
import { flagType } from './describe-changes.ts'
import { describeReleaseInFull } from './describe-release.ts'
import { isOverdue, readManagement } from './flag-management.ts'
import type { Terminal } from './terminal.ts'

/** How wide the column of names is, in characters. */
const NAME_WIDTH = 13

/**
 * Writes all that is known of a flag for people, one line a fact; rules stand as they are written.
 *
 * @param version the revision that changed it last.
 * @example
 * describeFlag('checkout', flag, 'k3x9q2.17', terminal)
 * // checkout  enabled
 * //
 * //   type         boolean
 * //   variants     on = true
 */
export function describeFlag(
  key: string,
  flag: Flag,
  version: string,
  terminal: Pick<Terminal, 'colors' | 'nowMs'>,
): string {
  const { bold, dim } = terminal.colors
  const facts = factsOf(flag, version, terminal).flatMap(([name, lines]) =>
    lines.map((line, index) => `  ${dim((index === 0 ? name : '').padEnd(NAME_WIDTH))}${line}`),
  )
  return [`${bold(withoutControls(key))}  ${stateOf(flag, terminal.colors)}`, '', ...facts].join('\n')
}

type Fact = readonly [name: string, lines: readonly string[]]

function factsOf(
  flag: Flag,
  version: string,
  { colors, nowMs }: Pick<Terminal, 'colors' | 'nowMs'>,
): readonly Fact[] {
  const { owner, description, tags, expires } = readManagement(flag)
  const overdue = isOverdue(flag, nowMs()) ? `  ${colors.yellow('overdue')}` : ''
  const text = (value: string | undefined) => (value === undefined ? [] : [withoutControls(value)])
  const facts: readonly Fact[] = [
    ['description', text(description)],
    ['owner', text(owner)],
    ['tags', text(tags.join(', ') || undefined)],
    ['expires', text(expires).map((line) => line + overdue)],
    ['type', [flagType(flag)]],
    ['variants', text(variantsOf(flag))],
    ['default', text(flag.defaultVariant || '(none: the fallback of the code)')],
    ['needs', readPrerequisites(flag).map(describePrerequisite)],
    ['release', describeReleaseInFull(flag).map(withoutControls)],
    ['reaches', text(flag['x-visibility'] === 'server' ? 'servers only' : undefined)],
    ['changes', text(flag['x-update'])],
    ['metadata', jsonOf(flag.metadata)],
    ['targeting', jsonOf(flag.targeting)],
    ['version', text(version)],
  ]
  return facts.filter(([, lines]) => lines.length > 0)
}

function stateOf(flag: Flag, colors: Terminal['colors']): string {
  if (flag['x-archived']) return colors.dim('archived')
  return flag.state === 'ENABLED' ? colors.green('enabled') : colors.red('disabled')
}

function variantsOf({ variants }: Flag): string {
  return Object.entries(variants)
    .map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    .join(', ')
}

function describePrerequisite(prerequisite: Prerequisite | undefined): string {
  if (!prerequisite) return 'what nothing can give: mend x-prerequisites'
  return withoutControls(`${prerequisite.flag} to give ${prerequisite.variants.join(' or ')}`)
}

function jsonOf(value: unknown): readonly string[] {
  const isEmpty = value === undefined || value === null || Object.keys(value).length === 0
  return isEmpty ? [] : JSON.stringify(value, null, 2).split('\n').map(withoutControls)
}
