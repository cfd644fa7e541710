import type { ExplanationReport } from '@halyard/devtools'
import type { EvaluationContext } from '@halyard/schema'
import { computed, effect, type ReadonlySignal } from '@preact/signals'
import { type Answer, createLatestAnswer } from './latest-answer.ts'
import type { FlagRow } from './list-rows.ts'
import { offers } from './offers.ts'

/** Why a flag gives what it gives, as far as its client says. */
export type FlagExplanation = Answer<ExplanationReport> | { readonly status: 'unavailable' }

/**
 * Follows a flag: asks its client anew when the flag, the client's context or its revision is another one.
 *
 * @param context whom to explain it for. @default the page's own
 */
export function createFlagExplainer(
  row: ReadonlySignal<FlagRow | null>,
  context?: ReadonlySignal<EvaluationContext | undefined>,
): ReadonlySignal<FlagExplanation> {
  const latest = createLatestAnswer(({ document, client, flag }: FlagRow) => {
    const dry = context?.peek()
    return document.request(client.clientId, 'explain', {
      flagKey: flag.flagKey,
      ...(dry && { context: dry }),
    })
  })
  const canExplain = computed(() => row.value !== null && offers(row.value, 'explain'))

  let asked: readonly unknown[] = []
  effect(() => {
    const wanted = row.value
    const parts = wanted
      ? [wanted.document, wanted.client, wanted.flag, wanted.client.description.value, context?.value]
      : []
    // The list is laid out anew whenever any flag changes.
    if (parts.length === asked.length && parts.every((part, index) => part === asked[index])) return
    asked = parts
    if (!wanted || !canExplain.value) latest.stop()
    // While the page reloads, what was known of it stays on view.
    else if (wanted.document.status.peek() !== 'closed')
      latest.ask(`${wanted.document.connectionId} ${wanted.client.clientId} ${wanted.flag.flagKey}`, wanted)
  })

  return computed(() => (row.value && !canExplain.value ? { status: 'unavailable' } : latest.answer.value))
}
