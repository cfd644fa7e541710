import {
  type AnyFlagProps,
  chosenByFlag,
  type FlagCases,
  type FlagCasesProps,
  type FlagFallback,
  type FlagKey,
  type FlagKeyOf,
  type FlagNaming,
  type FlagRenderProps,
  type FlagSwitchProps,
} from '@halyard/client'
import type { ReactNode } from 'react'
import { LoadedFlag, type LoadedFlagProps, type LoadVariation } from './loaded-flag.tsx'
import { useFlag } from './use-flag.ts'

/** What the forms of {@link Flag} take that load a variation when it is shown. */
export interface FlagPending {
  /** Shown until the first variation is there. @default nothing */
  readonly pending?: ReactNode
}

/** A boolean flag as two alternatives, of which only the one that is shown is loaded. */
export interface FlagLoadedSwitchProps<K extends FlagKeyOf<boolean> = FlagKeyOf<boolean>>
  extends FlagNaming<K, boolean>,
    FlagPending {
  readonly load: { readonly on?: LoadVariation; readonly off?: LoadVariation }
}

/** A text or number flag as one alternative per value, of which only the one that is shown is loaded. */
export interface FlagLoadedCasesProps<
  K extends FlagKeyOf<string | number> = FlagKeyOf<string | number>,
  T extends string | number = string | number,
> extends FlagNaming<K, T>,
    FlagPending {
  readonly load: FlagCases<K, T, LoadVariation>
}

/**
 * Shows what a flag decides.
 *
 * With `load` the code of a variation is asked for when it is first shown, and never for the others. `pending` stands in
 * for the first one; later what is shown stays until the next one is there. Where it cannot be loaded, the nearest error
 * boundary gets the error. Its functions may be written inline: each one is called once for as long as the flag is mounted.
 *
 * @example <Flag name="checkout" fallback={false} on={<NewCheckout />} off={<Checkout />} />
 * @example <Flag name="hero" fallback="classic" cases={{ classic: <Classic />, bold: <Bold /> }} />
 * @example <Flag name="limit" fallback={10}>{(limit) => <List limit={limit} />}</Flag>
 * @example
 * <Flag
 *   name="hero"
 *   fallback="classic"
 *   load={{ classic: () => import('./classic.tsx'), bold: () => import('./bold.tsx') }}
 *   pending={<Spinner />}
 * />
 */
export function Flag<K extends FlagKeyOf<boolean>>(props: FlagSwitchProps<ReactNode, K>): ReactNode
export function Flag<K extends FlagKeyOf<boolean>>(props: FlagLoadedSwitchProps<K>): ReactNode
export function Flag<K extends FlagKeyOf<string | number>, T extends FlagFallback<K> & (string | number)>(
  props: FlagCasesProps<ReactNode, K, T>,
): ReactNode
export function Flag<K extends FlagKeyOf<string | number>, T extends FlagFallback<K> & (string | number)>(
  props: FlagLoadedCasesProps<K, T>,
): ReactNode
export function Flag<K extends FlagKey, T extends FlagFallback<K>>(
  props: FlagRenderProps<ReactNode, K, T>,
): ReactNode
export function Flag(props: AnyFlagProps<ReactNode> & Loading): ReactNode {
  const { load } = props
  return load ? <LoadedFlag {...props} load={load} /> : <ShownFlag {...props} />
}

interface Loading extends FlagPending {
  readonly load?: LoadedFlagProps['load']
}

function ShownFlag(props: AnyFlagProps<ReactNode>): ReactNode {
  return chosenByFlag(props, useFlag(props.name, props.fallback))
}
