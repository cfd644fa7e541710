import type { Flag, FlagSet } from '../flag-set.ts'
import { docComment, propertyName } from './quote-text.ts'
import { valueType } from './value-type.ts'

/** How many variants a comment names. */
const MAX_NAMED_VARIANTS = 20

/**
 * Writes the text of a TypeScript file that tells `@halyard/client` which flags an application has, and which values
 * each of them can take. Where a flag's metadata has a `description`, it is the comment that editors show.
 *
 * The text depends on nothing but the keys, variants, default variants and descriptions of the flags, and not on their
 * order.
 *
 * @param flagSet one that `parseFlagSet` has accepted.
 * @returns the text, with a line break at its end. It fits a `.d.ts` file and a `.ts` file, and leaves nothing to run.
 * @example await writeFile('src/flags.d.ts', flagTypesOf(flagSet))
 */
export function flagTypesOf({ flags }: FlagSet): string {
  const members = Object.entries(flags)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([flagKey, flag]) => member(flagKey, flag))
  return `// Generated from a flag set by Halyard. Change the flags, not this file.
/* eslint-disable */
// biome-ignore-all format: generated
// biome-ignore-all lint: generated
import type {} from '@halyard/client'

declare module '@halyard/client' {
  interface FlagTypes {
${members.join('')}  }
}
`
}

function member(flagKey: string, flag: Flag): string {
  const comment = docComment([...description(flag), ...variantNames(flag)], '    ')
  const type = valueType(Object.values(flag.variants), '    ')
  return `${comment}    ${propertyName(flagKey)}: ${type}\n`
}

function description({ metadata }: Flag): readonly string[] {
  const text = metadata?.description
  const lines = typeof text === 'string' ? text.trim().split(/\r\n|[\n\r\u2028\u2029]/) : []
  return lines.every((line) => line.trim() === '') ? [] : [...lines, '']
}

/** The variants by name, since the type tells only their values. */
function variantNames({ variants, defaultVariant }: Flag): readonly string[] {
  const names = Object.keys(variants).sort()
  const shown = names
    .slice(0, MAX_NAMED_VARIANTS)
    .map((name) => (name === defaultVariant ? `${name} (default)` : name))
  const more = names.length - shown.length
  return [`Variants: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`]
}
