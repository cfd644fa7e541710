import type { ClientReport, MethodHandlers } from '@halyard/devtools'
import type { EvaluationContext } from '@halyard/schema'
import type { FlagClient } from '../flag-client.ts'

/** How a panel sets the evaluation context of a client, and is told that it is set. */
export interface ContextMethods {
  readonly handlers: Required<Pick<MethodHandlers, 'set-context' | 'reset-context'>>
  contextOverride(): ClientReport['contextOverride']
}

/**
 * Sets the context as an override where the client takes overrides. Where it takes none, as the page itself would: until
 * the page sets another one, or is left.
 */
export function contextMethods(client: FlagClient): ContextMethods {
  const override = client.overrides.context
  let setHere: { readonly own: EvaluationContext; readonly context: EvaluationContext } | undefined
  const heldHere = () => (setHere?.context === client.context ? setHere : undefined)

  return {
    handlers: {
      async 'set-context'({ context }) {
        if (override) await override.set(context)
        else {
          const own = heldHere()?.own ?? client.context
          setHere = { own, context }
          await client.setContext(context)
        }
        return null
      },
      async 'reset-context'() {
        const here = heldHere()
        setHere = undefined
        if (override) await override.reset()
        else if (here) await client.setContext(here.own)
        return null
      },
    },
    contextOverride() {
      if (override?.value) return { own: override.own, scope: override.scope }
      const here = heldHere()
      return here && { own: here.own, scope: 'page' }
    },
  }
}
