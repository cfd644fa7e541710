import { caseOf } from './case-of.ts'
import type { AnyFlagProps } from './flag-props.ts'
import type { FlagFallback, FlagKey, FlagValueFor } from './flag-types.ts'

/**
 * What a binding's `Flag` shows: what its function makes of the value, or the alternative for it.
 *
 * @param props in any of the forms. @param value the flag's.
 * @returns `undefined` where the value has no alternative.
 * @example const Flag = (props) => chosenByFlag(props, useFlag(props.name, props.fallback))
 */
export function chosenByFlag<Node>(
  {
    fallback,
    children,
    on,
    off,
    cases = { on, off } as { readonly [value: string]: Node },
  }: AnyFlagProps<Node>,
  value: FlagValueFor<FlagKey, FlagFallback<FlagKey>>,
): Node | undefined {
  return children ? children(value) : cases[caseOf(cases, value, fallback)]
}
