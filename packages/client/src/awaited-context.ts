import type { EvaluationContext } from '@halyard/schema'

/** A context that a server was asked to evaluate for, and whose values are not there yet. */
export interface AwaitedContext {
  readonly context: EvaluationContext
  /** Resolves when the values are there. A rejection that nobody looks at is not reported as unhandled. */
  readonly arrival: Promise<void>
  /** @param failure why the values never come, where they do not. */
  settle(failure?: string): void
}

/**
 * Begins to wait.
 *
 * @param before the context that was waited for until now: it will never come, and its promise goes the way of this one.
 */
export function awaitContext(context: EvaluationContext, before: AwaitedContext | undefined): AwaitedContext {
  if (before) return { ...before, context }
  let settle: AwaitedContext['settle'] = () => undefined
  const arrival = new Promise<void>((resolve, reject) => {
    settle = (failure) => (failure ? reject(new Error(`the context stays as it was: ${failure}`)) : resolve())
  })
  // The state of the client says it as well, so that nobody has to look.
  arrival.catch(() => undefined)
  return { context, arrival, settle }
}
