import {
  type AnyFlagProps,
  chosenByFlag,
  type FlagCasesProps,
  type FlagFallback,
  type FlagKey,
  type FlagKeyOf,
  type FlagRenderProps,
  type FlagSwitchProps,
} from '@halyard/client'
import type { ComponentChildren } from 'preact'
import { useFlag } from './use-flag.ts'

/**
 * Shows what a flag decides.
 *
 * @example <Flag name="checkout" fallback={false} on={<NewCheckout />} off={<Checkout />} />
 * @example <Flag name="hero" fallback="classic" cases={{ classic: <Classic />, bold: <Bold /> }} />
 * @example <Flag name="limit" fallback={10}>{(limit) => <List limit={limit} />}</Flag>
 */
export function Flag<K extends FlagKeyOf<boolean>>(
  props: FlagSwitchProps<ComponentChildren, K>,
): ComponentChildren
export function Flag<K extends FlagKeyOf<string | number>, T extends FlagFallback<K> & (string | number)>(
  props: FlagCasesProps<ComponentChildren, K, T>,
): ComponentChildren
export function Flag<K extends FlagKey, T extends FlagFallback<K>>(
  props: FlagRenderProps<ComponentChildren, K, T>,
): ComponentChildren
export function Flag(props: AnyFlagProps<ComponentChildren>): ComponentChildren {
  return chosenByFlag(props, useFlag(props.name, props.fallback))
}
