import {
  caseOf,
  type FlagCases,
  type FlagFallback,
  type FlagKey,
  type FlagKeyOf,
  type FlagValueFor,
} from '@halyard/client'
import type { FlagValue } from '@halyard/schema'
import type { ReactNode } from 'react'
import { LoadedFlag, type LoadedFlagProps, type LoadVariation } from './loaded-flag.tsx'
import { useFlag } from './use-flag.ts'

/** What every form of {@link Flag} takes. */
export interface FlagNaming<K extends FlagKey, T extends FlagValue> {
  /** The flag's key. */
  readonly name: K
  /** See `useFlag`. */
  readonly fallback: T
}

/** A boolean flag as two alternatives. */
export interface FlagSwitchProps<K extends FlagKeyOf<boolean> = FlagKeyOf<boolean>>
  extends FlagNaming<K, boolean> {
  readonly on?: ReactNode
  readonly off?: ReactNode
}

/** A text or number flag as one alternative per value. A value without a case shows the fallback's case. */
export interface FlagCasesProps<
  K extends FlagKeyOf<string | number> = FlagKeyOf<string | number>,
  T extends string | number = string | number,
> extends FlagNaming<K, T> {
  readonly cases: FlagCases<K, T, ReactNode>
}

/** Any flag, as a function of its value. */
export interface FlagRenderProps<K extends FlagKey, T extends FlagFallback<K>> extends FlagNaming<K, T> {
  readonly children: (value: FlagValueFor<K, T>) => ReactNode
}

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
export function Flag<K extends FlagKeyOf<boolean>>(props: FlagSwitchProps<K>): ReactNode
export function Flag<K extends FlagKeyOf<boolean>>(props: FlagLoadedSwitchProps<K>): ReactNode
export function Flag<K extends FlagKeyOf<string | number>, T extends FlagFallback<K> & (string | number)>(
  props: FlagCasesProps<K, T>,
): ReactNode
export function Flag<K extends FlagKeyOf<string | number>, T extends FlagFallback<K> & (string | number)>(
  props: FlagLoadedCasesProps<K, T>,
): ReactNode
export function Flag<K extends FlagKey, T extends FlagFallback<K>>(props: FlagRenderProps<K, T>): ReactNode
export function Flag(props: AnyFlagProps): ReactNode {
  const { load } = props
  return load ? <LoadedFlag {...props} load={load} /> : <ShownFlag {...props} />
}

/** The forms in one, as the code sees them. */
interface AnyFlagProps extends FlagNaming<FlagKey, FlagFallback<FlagKey>>, FlagPending {
  readonly on?: ReactNode
  readonly off?: ReactNode
  readonly cases?: { readonly [value: string]: ReactNode }
  readonly load?: LoadedFlagProps['load']
  readonly children?: (value: FlagValueFor<FlagKey, FlagFallback<FlagKey>>) => ReactNode
}

function ShownFlag({ name, fallback, children, on, off, cases = { on, off } }: AnyFlagProps): ReactNode {
  const value = useFlag(name, fallback)
  return children ? children(value) : cases[caseOf(cases, value, fallback)]
}
