import type { MethodHandlers } from '@halyard/devtools'
import type { ClientInspection } from '../inspection.ts'

/**
 * What a panel can ask about the rules that a client holds. The code that answers is a chunk of its own, which only a page
 * loads that somebody looks at.
 */
export function explainMethods(
  inspection: ClientInspection,
): Pick<MethodHandlers, 'explain' | 'evaluate-for'> {
  return {
    async explain({ flagKey, context }) {
      const { explainToPanel } = await import('./explain-to-panel.ts')
      return explainToPanel(inspection, flagKey, context)
    },
    async 'evaluate-for'({ context }) {
      const { previewContext } = await import('./preview-context.ts')
      return previewContext(inspection, context)
    },
  }
}
