import type { EvaluationContext } from '@halyard/schema'

/** A context that a server was asked to evaluate for, and whose values are not there yet. */
export interface AwaitedContext {
  readonly context: EvaluationContext
  /** Resolves when the values are there. A rejection that nobody looks at is not reported as unhandled. */
  readonly arrival: Promise<void>
  arrive(): void
  giveUp(reason: string): void
}

/**
 * Begins to wait.
 *
 * @param before the context that was waited for until now: it will never come, and its promise goes the way of this one.
 */
export function awaitContext(context: EvaluationContext, before: AwaitedContext | undefined): AwaitedContext {
  let settle: { resolve(): void; reject(error: Error): void } | undefined
  const arrival = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject }
  })
  // The state of the client says it as well, so that nobody has to look.
  arrival.catch(() => undefined)
  return {
    context,
    arrival,
    arrive() {
      before?.arrive()
      settle?.resolve()
    },
    giveUp(reason) {
      before?.giveUp(reason)
      settle?.reject(new Error(`the context stays as it was: ${reason}`))
    },
  }
}
