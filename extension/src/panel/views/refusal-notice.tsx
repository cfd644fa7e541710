import { TriangleAlert } from 'lucide-preact'
import type { PanelSession } from '../model/panel-session.ts'
import { clipText } from '../model/value-text.ts'

/** Says why the page did not accept the last override. It goes with the next one. */
export function RefusalNotice({ session }: { session: PanelSession }) {
  const refusals = session.documents.value.map(({ refusal }) => refusal.value)
  const refusal = refusals.find((candidate) => candidate !== null)
  return (
    <div role="alert" class={refusal ? 'notice' : 'notice-empty'}>
      {refusal && (
        <>
          <TriangleAlert class="notice-shape" size={14} aria-hidden="true" />
          <span>
            <span class="mono">{clipText(refusal.flagKey, 80)}</span> was not overridden:{' '}
            {clipText(refusal.message, 400)}
          </span>
        </>
      )}
    </div>
  )
}
