import type { EvaluationContext, EvaluationDetails, FlagValue, FlagValueType } from '@halyard/schema'

/**
 * What a hook is told of an evaluation. All but the hook data is the same in every stage and for every hook, and frozen.
 * Source: OpenFeature specification, 4.1.
 */
export interface HookContext {
  readonly flagKey: string
  readonly flagValueType: FlagValueType
  /** The fallback of the code that asks. */
  readonly defaultValue: FlagValue
  readonly context: EvaluationContext
  readonly providerMetadata: { readonly name: string }
  /** What this hook wants to remember between the stages of this evaluation; no other hook sees it. */
  readonly hookData: Map<string, unknown>
}

/** What the page gives its hooks to know, whatever is evaluated. Source: OpenFeature specification, 4.2. */
export type HookHints = Readonly<Record<string, unknown>>

/**
 * Code that runs at the stages of every evaluation. Each method is optional and synchronous; what it returns is ignored.
 * Source: OpenFeature specification, 4.3, for clients whose context is fixed.
 *
 * ```
 *   before ──► evaluate ──► after ──► finally
 *      │           │          │          ▲
 *      └───────────┴──► error ┴──────────┘
 *                 (a throw, or an error code)
 * ```
 *
 * `before` runs in the order of the hooks, the other stages in the opposite order.
 */
export interface Hook {
  /** What it throws ends the evaluation: the fallback is the value. */
  before?(hookContext: HookContext, hints: HookHints): void
  /** Runs when there is no error. What it throws makes the fallback the value. */
  after?(hookContext: HookContext, details: EvaluationDetails, hints: HookHints): void
  /** Runs when the evaluation, or a hook before or after it, failed. */
  error?(hookContext: HookContext, error: unknown, hints: HookHints): void
  /** Runs at the end, whatever happened, with what the page gets. */
  finally?(hookContext: HookContext, details: EvaluationDetails, hints: HookHints): void
}
