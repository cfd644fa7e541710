import { CONTEXT_STORAGE_KEY, formatContext, parseContext } from '@halyard/protocol/overrides'
import type { EvaluationContext } from '@halyard/schema'
import { isSameValue } from '../outcome.ts'
import type { ClientContextOverride } from './client-overrides.ts'
import { keptText } from './kept-text.ts'
import type { OverriddenClient } from './override-layer-factory.ts'
import { SET_BY_HAND } from './set-by-hand.ts'

/** The context that a person set in place of the page's, and its life. */
export interface ContextOverrideLayer extends ClientContextOverride {
  /** Takes the page's own context. @returns the one in force. */
  admit(own: EvaluationContext): EvaluationContext
  /** Looks whether another page of this tab has set or reset it meanwhile. */
  refresh(): void
}

/**
 * Creates the context override of a client.
 *
 * @param storage where it is kept; absent: in memory only.
 * @param assigned the one that is in force from the beginning, instead of what is in the storage.
 */
export function createContextOverride(
  { setContext, onDiagnostic }: Pick<OverriddenClient, 'setContext' | 'onDiagnostic'>,
  storage?: () => Storage,
  assigned?: EvaluationContext,
): ContextOverrideLayer {
  const kept = keptText(CONTEXT_STORAGE_KEY, storage, assigned && formatContext(assigned))
  let own: EvaluationContext = {}
  let value = stored()
  let isKept = storage !== undefined

  function stored(): EvaluationContext | undefined {
    const context = parseContext(kept.read())
    return context && mark(context)
  }

  function hold(next: EvaluationContext | undefined): void {
    value = next
    const problem = kept.write(formatContext(next))
    isKept = storage !== undefined && problem === null
    if (problem !== null) onDiagnostic?.({ code: 'overrides-not-kept', message: problem })
  }

  async function change(next: EvaluationContext | undefined): Promise<void> {
    const before = value
    hold(next)
    try {
      await setContext(next ?? own)
    } catch (error) {
      // A server refused it: what is in force is the one before.
      if (value === next) hold(before)
      throw error
    }
  }

  return {
    get own() {
      return own
    },
    get value() {
      return value
    },
    get scope() {
      return isKept ? 'tab' : 'page'
    },
    set: (context) => change(mark(context)),
    reset: () => change(undefined),
    admit(next) {
      own = next
      return value ?? own
    },
    refresh() {
      const next = stored()
      // What a server refuses is refused to whoever set it, and stays as it is here.
      if (!isSameValue(next, value)) change(next).catch(() => undefined)
    },
  }
}

function mark(context: EvaluationContext): EvaluationContext {
  return Object.defineProperty({ ...context }, SET_BY_HAND, { value: true })
}
