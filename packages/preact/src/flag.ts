import {
  caseOf,
  type FlagCases,
  type FlagFallback,
  type FlagKey,
  type FlagKeyOf,
  type FlagValueFor,
} from '@halyard/client'
import type { FlagValue } from '@halyard/schema'
import type { ComponentChildren } from 'preact'
import { useFlag } from './use-flag.ts'

/** What every form of {@link Flag} takes. */
export interface FlagNaming<K extends FlagKey, T extends FlagValue> {
  /** The flag's key. */
  readonly name: K
  /** See `useFlagSignal`. */
  readonly fallback: T
}

/** A boolean flag as two alternatives. */
export interface FlagSwitchProps<K extends FlagKeyOf<boolean> = FlagKeyOf<boolean>>
  extends FlagNaming<K, boolean> {
  readonly on?: ComponentChildren
  readonly off?: ComponentChildren
}

/** A text or number flag as one alternative per value. A value without a case shows the fallback's case. */
export interface FlagCasesProps<
  K extends FlagKeyOf<string | number> = FlagKeyOf<string | number>,
  T extends string | number = string | number,
> extends FlagNaming<K, T> {
  readonly cases: FlagCases<K, T, ComponentChildren>
}

/** Any flag, as a function of its value. */
export interface FlagRenderProps<K extends FlagKey, T extends FlagFallback<K>> extends FlagNaming<K, T> {
  readonly children: (value: FlagValueFor<K, T>) => ComponentChildren
}

/**
 * Shows what a flag decides.
 *
 * @example <Flag name="checkout" fallback={false} on={<NewCheckout />} off={<Checkout />} />
 * @example <Flag name="hero" fallback="classic" cases={{ classic: <Classic />, bold: <Bold /> }} />
 * @example <Flag name="limit" fallback={10}>{(limit) => <List limit={limit} />}</Flag>
 */
export function Flag<K extends FlagKeyOf<boolean>>(props: FlagSwitchProps<K>): ComponentChildren
export function Flag<K extends FlagKeyOf<string | number>, T extends FlagFallback<K> & (string | number)>(
  props: FlagCasesProps<K, T>,
): ComponentChildren
export function Flag<K extends FlagKey, T extends FlagFallback<K>>(
  props: FlagRenderProps<K, T>,
): ComponentChildren
export function Flag({
  name,
  fallback,
  children,
  on,
  off,
  cases = { on, off },
}: AnyFlagProps): ComponentChildren {
  const value = useFlag(name, fallback)
  return children ? children(value) : cases[caseOf(cases, value, fallback)]
}

/** The forms in one, as the code sees them. */
interface AnyFlagProps extends FlagNaming<FlagKey, FlagFallback<FlagKey>> {
  readonly on?: ComponentChildren
  readonly off?: ComponentChildren
  readonly cases?: { readonly [value: string]: ComponentChildren }
  readonly children?: (value: FlagValueFor<FlagKey, FlagFallback<FlagKey>>) => ComponentChildren
}
