import type { ShareState } from '@halyard/protocol/share'
import { type FlagValue, flagValueType } from '@halyard/schema'
import type { ClientPlace } from './list-rows.ts'
import { isFixed, isOverridden } from './overridden.ts'
import { isSameValue } from './same-value.ts'

/** What applying a state would do to one flag. */
export type FlagStep = {
  readonly flagKey: string
  /** What it gives now; absent when nothing is known of it. */
  readonly from?: FlagValue | undefined
  /** What it would give; absent when nobody knows. */
  readonly to?: FlagValue | undefined
  /** Whether the page's client knows this flag. */
  readonly isKnown: boolean
} & (
  | { readonly kind: 'set'; readonly to: FlagValue }
  | { readonly kind: 'reset' }
  /** The page's own code overrides the flag. */
  | { readonly kind: 'fixed'; readonly to: FlagValue }
  /** The flag holds values of another type. */
  | { readonly kind: 'unfit'; readonly to: FlagValue; readonly wanted: string }
)

/** What applying a state would do to one attribute of the context. */
export interface ContextStep {
  readonly attribute: string
  readonly from?: unknown
  readonly to?: unknown
}

/** What applying a state would change. */
export interface StatePlan {
  readonly flags: readonly FlagStep[]
  /** How many overrides are there already. */
  readonly unchanged: number
  readonly context: readonly ContextStep[]
}

/**
 * Says what would change if a state were put in place of what is overridden now: what it does not name is reset, so that a
 * scenario gives the same page whatever was tried before.
 */
export function planState({ overrides, context }: ShareState, { client }: ClientPlace): StatePlan {
  void client.version.value
  const flags: FlagStep[] = []
  let unchanged = 0
  for (const [flagKey, to] of overrides) {
    const flag = client.flag(flagKey)
    const step = { flagKey, from: flag?.value, to, isKnown: flag !== undefined }
    if (flag?.type !== undefined && flag.type !== flagValueType(to)) {
      flags.push({ kind: 'unfit', ...step, wanted: flag.type })
    } else if (flag && isFixed(flag)) {
      flags.push({ kind: 'fixed', ...step })
    } else if (flag && isOverridden(flag) && isSameValue(flag.value, to)) unchanged += 1
    else flags.push({ kind: 'set', ...step })
  }
  for (const flag of client.flags()) {
    const { flagKey, value, original } = flag
    if (!isOverridden(flag) || overrides.has(flagKey)) continue
    flags.push({ kind: 'reset', flagKey, from: value, to: original?.value, isKnown: true })
  }
  return { flags, unchanged, context: context ? planContext(client.description.value.context, context) : [] }
}

function planContext(from: object, to: object): ContextStep[] {
  const before = new Map<string, unknown>(Object.entries(from))
  const after = new Map<string, unknown>(Object.entries(to))
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((attribute) => !isSameValue(before.get(attribute), after.get(attribute)))
    .map((attribute) => ({
      attribute,
      ...(before.has(attribute) && { from: before.get(attribute) }),
      ...(after.has(attribute) && { to: after.get(attribute) }),
    }))
}
