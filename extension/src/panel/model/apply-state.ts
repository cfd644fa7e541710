import type { ShareState } from '@halyard/protocol/share'
import type { ClientPlace } from './list-rows.ts'
import { planState } from './state-plan.ts'

/** Whether a client takes another context from a panel. */
export function takesContext({ client }: ClientPlace): boolean {
  return client.description.value.methods?.includes('set-context') ?? false
}

/**
 * Puts a state in place of what is overridden now, as `planState` says it.
 *
 * @param withContext whether the client is to evaluate for the state's context, too.
 * @returns `null`, or a sentence that says what could not be done. Never rejects.
 */
export async function applyState(
  state: ShareState,
  place: ClientPlace,
  withContext: boolean,
): Promise<string | null> {
  const { document, client } = place
  const { clientId } = client
  for (const step of planState(state, place).flags) {
    if (step.kind === 'set') document.setOverride(clientId, step.flagKey, step.to)
    else if (step.kind === 'reset') document.resetOverride(clientId, step.flagKey)
  }
  if (!withContext || !state.context) return null
  try {
    await document.request(clientId, 'set-context', { context: state.context })
    return null
  } catch (error) {
    return `The context was not set: ${(error as Error).message}.`
  }
}
