import type { EvaluationDetails } from '@halyard/schema'
import { callListeners } from '../call-listeners.ts'
import { FlagEvaluationError } from './flag-evaluation-error.ts'
import type { Hook, HookContext, HookHints } from './hook.ts'

/** A hook, and what it is told of one evaluation. */
interface HookRun {
  readonly hook: Hook
  readonly context: HookContext
}

/** What {@link runHooks} runs. */
export interface HookedEvaluation<Details extends EvaluationDetails> {
  readonly hooks: readonly Hook[]
  readonly hints: HookHints
  /** What all hooks are told. */
  readonly shared: Omit<HookContext, 'hookData'>
  evaluate(): Details
  /** The details that carry the fallback because a hook has thrown this. */
  fallBack(error: unknown): Details
}

/**
 * Evaluates with hooks. Never throws: what a hook throws in `error` or `finally` keeps no other from running, and is
 * thrown again in a microtask of its own, where the page's error handling sees it.
 */
export function runHooks<Details extends EvaluationDetails>(evaluation: HookedEvaluation<Details>): Details {
  const { hooks, hints, shared, evaluate, fallBack } = evaluation
  const runs = hooks.map(
    (hook): HookRun => ({ hook, context: Object.freeze({ ...shared, hookData: new Map() }) }),
  )
  const reversed = [...runs].reverse()
  const fail = (error: unknown): void =>
    callListeners(
      reversed.map(
        ({ hook, context }) =>
          () =>
            hook.error?.(context, error, hints),
      ),
    )

  let details: Details
  try {
    for (const { hook, context } of runs) hook.before?.(context, hints)
    details = evaluate()
    if (details.errorCode) fail(new FlagEvaluationError(details))
    else for (const { hook, context } of reversed) hook.after?.(context, details, hints)
  } catch (error) {
    fail(error)
    details = fallBack(error)
  }
  callListeners(
    reversed.map(
      ({ hook, context }) =>
        () =>
          hook.finally?.(context, details, hints),
    ),
  )
  return details
}
