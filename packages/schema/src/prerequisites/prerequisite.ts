import { isJsonObject } from '../json-value.ts'

/**
 * What another flag has to give before a flag is evaluated as usual.
 *
 * @example { flag: 'new-checkout', variants: ['on'] }
 */
export interface Prerequisite {
  /** The key of the other flag. */
  readonly flag: string
  /** At least one: the prerequisite is met where the other flag gives any of these. */
  readonly variants: readonly string[]
}

/** The property of a flag that lists its prerequisites. flagd and its SDKs ignore it. */
export const PREREQUISITES = 'x-prerequisites'

/**
 * What the names of the shared rules begin with that `lowerPrerequisites` writes; the flag's key follows. Such a rule
 * gives what the flag's targeting gives, wherever it is referred to. The names are reserved.
 */
export const VARIANT_RULE_PREFIX = 'x-variant-of:'

/**
 * Lists the prerequisites of a flag, as they are written.
 *
 * @returns an `undefined` for every entry that cannot be used, and so cannot be met.
 */
export function readPrerequisites(flag: unknown): readonly (Prerequisite | undefined)[] {
  const written = isJsonObject(flag) ? flag[PREREQUISITES] : undefined
  if (written === undefined || written === null) return []
  return Array.isArray(written)
    ? written.map((entry) => (isPrerequisite(entry) ? entry : undefined))
    : [undefined]
}

function isPrerequisite(entry: unknown): entry is Prerequisite {
  return (
    isJsonObject(entry) &&
    typeof entry.flag === 'string' &&
    Array.isArray(entry.variants) &&
    entry.variants.length > 0 &&
    entry.variants.every((variant) => typeof variant === 'string')
  )
}
