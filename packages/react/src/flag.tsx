import type { FlagValueOf } from '@halyard/client'
import type { FlagValue } from '@halyard/schema'
import type { ReactNode } from 'react'
import { useFlag } from './use-flag.ts'

/** What every form of {@link Flag} takes. */
export interface FlagNaming<T extends FlagValue> {
  /** The flag's key. */
  readonly name: string
  /** See `useFlag`. */
  readonly fallback: T
}

/** A boolean flag as two alternatives. */
export interface FlagSwitchProps extends FlagNaming<boolean> {
  readonly on?: ReactNode
  readonly off?: ReactNode
}

/** A string or number flag as one alternative per value. A value without a case shows the fallback's case. */
export interface FlagCasesProps<T extends string | number> extends FlagNaming<T> {
  readonly cases: { readonly [value: string | number]: ReactNode }
}

/** Any flag, as a function of its value. */
export interface FlagRenderProps<T extends FlagValue> extends FlagNaming<T> {
  readonly children: (value: FlagValueOf<T>) => ReactNode
}

/**
 * Shows what a flag decides.
 *
 * @example <Flag name="checkout" fallback={false} on={<NewCheckout />} off={<Checkout />} />
 * @example <Flag name="hero" fallback="classic" cases={{ classic: <Classic />, bold: <Bold /> }} />
 * @example <Flag name="limit" fallback={10}>{(limit) => <List limit={limit} />}</Flag>
 */
export function Flag(props: FlagSwitchProps): ReactNode
export function Flag<T extends string | number>(props: FlagCasesProps<T>): ReactNode
export function Flag<T extends FlagValue>(props: FlagRenderProps<T>): ReactNode
export function Flag(
  props: FlagSwitchProps | FlagCasesProps<string | number> | FlagRenderProps<FlagValue>,
): ReactNode {
  const value = useFlag(props.name, props.fallback)
  if ('children' in props) return props.children(value)
  if ('cases' in props) {
    const { cases, fallback } = props
    return cases[Object.hasOwn(cases, String(value)) ? String(value) : fallback]
  }
  return value === true ? props.on : props.off
}
