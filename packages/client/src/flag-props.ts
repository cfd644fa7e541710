import type { FlagValue } from '@halyard/schema'
import type { FlagCases, FlagFallback, FlagKey, FlagKeyOf, FlagValueFor } from './flag-types.ts'

/** What every form of a binding's `Flag` takes. */
export interface FlagNaming<K extends FlagKey, T extends FlagValue> {
  /** The flag's key. */
  readonly name: K
  /** What stands in where the flag is unknown, disabled, undecided, of another type, or not loaded yet. */
  readonly fallback: T
}

/** A boolean flag as two alternatives. @typeParam Node what the framework renders. */
export interface FlagSwitchProps<Node, K extends FlagKeyOf<boolean> = FlagKeyOf<boolean>>
  extends FlagNaming<K, boolean> {
  readonly on?: Node
  readonly off?: Node
}

/**
 * A text or number flag as one alternative per value. A value without a case shows the fallback's case.
 *
 * @typeParam Node what the framework renders.
 */
export interface FlagCasesProps<
  Node,
  K extends FlagKeyOf<string | number> = FlagKeyOf<string | number>,
  T extends string | number = string | number,
> extends FlagNaming<K, T> {
  readonly cases: FlagCases<K, T, Node>
}

/** Any flag, as a function of its value. @typeParam Node what the framework renders. */
export interface FlagRenderProps<Node, K extends FlagKey, T extends FlagFallback<K>>
  extends FlagNaming<K, T> {
  readonly children: (value: FlagValueFor<K, T>) => Node
}

/** These forms in one, as the code of a binding sees them. @typeParam Node what the framework renders. */
export interface AnyFlagProps<Node> extends FlagNaming<FlagKey, FlagFallback<FlagKey>> {
  readonly on?: Node
  readonly off?: Node
  readonly cases?: { readonly [value: string]: Node }
  readonly children?: (value: FlagValueFor<FlagKey, FlagFallback<FlagKey>>) => Node
}
