import type { OverrideTerms } from '@halyard/devtools'
import type { FlagOverrides } from '@halyard/protocol/overrides'
import type { EvaluationContext } from '@halyard/schema'
import type { ClientPlace } from './list-rows.ts'
import { offers } from './offers.ts'
import { overrideTerms } from './overridden.ts'
import { planState } from './state-plan.ts'

/** What to do about the context of a client: to set one, to give back the page's own, or `null`: to leave it alone. */
export type ContextWish = EvaluationContext | 'own' | null

/**
 * Puts a state in place of what is overridden now, as `planState` says it.
 *
 * @param termsOf where and until when each override is to hold.
 * @returns `null`, or a sentence that says what could not be done. Never rejects.
 */
export async function applyState(
  overrides: FlagOverrides,
  context: ContextWish,
  place: ClientPlace,
  termsOf: (flagKey: string) => OverrideTerms,
): Promise<string | null> {
  const { document, client } = place
  for (const step of planState({ overrides }, place).flags) {
    if (step.kind === 'set') {
      document.setOverride(client.clientId, step.flagKey, step.to, termsOf(step.flagKey))
    } else if (step.kind === 'reset') document.resetOverride(client.clientId, step.flagKey)
  }
  if (context === null) return null
  // What is kept for the tab is every client's after a reload, so it is before one as well.
  const targets = document.clients.value.filter((other) => offers({ client: other }, 'set-context'))
  try {
    await Promise.all(
      targets.map(({ clientId }) =>
        context === 'own'
          ? document.request(clientId, 'reset-context', {})
          : document.request(clientId, 'set-context', { context }),
      ),
    )
    return null
  } catch (error) {
    return `The context was not set: ${(error as Error).message}.`
  }
}

/** What would bring back the context that a client has now. */
export function presentContextWish({ client }: ClientPlace): ContextWish {
  const { context, contextOverride } = client.description.value
  return contextOverride === undefined && offers({ client }, 'reset-context') ? 'own' : context
}

/** Where and until when each override of a client holds now. */
export function presentTerms({ client }: ClientPlace): (flagKey: string) => OverrideTerms {
  const terms = new Map(client.flags().map((flag) => [flag.flagKey, overrideTerms(flag)]))
  return (flagKey) => terms.get(flagKey) ?? {}
}
