/** What an attribute of an evaluation context may hold. */
export type ContextValue =
  | string
  | number
  | boolean
  | null
  | readonly ContextValue[]
  | { readonly [key: string]: ContextValue }

/**
 * Who or what a flag is evaluated for.
 *
 * @example { targetingKey: 'user-7', plan: 'team', address: { country: 'CH' } }
 */
export interface EvaluationContext {
  /** Identifies the subject of the evaluation; splits hash it. */
  readonly targetingKey?: string
  readonly [attribute: string]: ContextValue | undefined
}
