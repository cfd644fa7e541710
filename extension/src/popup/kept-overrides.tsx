import type { KeptOverride } from '@halyard/devtools'
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { DocumentModel } from '../panel/model/document-model.ts'
import { clipText, valueText } from '../panel/model/value-text.ts'
import { POPUP_TEXT } from '../panel/text/override.ts'

/** The most overrides that are drawn. */
const MAX_DRAWN = 50

/** What a page's storage keeps although no client on it has attached itself, and the way to be rid of it. */
export function KeptOverrides({ document }: { document: DocumentModel }) {
  const kept = useSignal<readonly KeptOverride[]>([])
  const isOffered =
    document.status.value === 'ready' &&
    document.clients.value.length === 0 &&
    document.page.value?.methods?.includes('forget-overrides') === true

  function read(): void {
    document.request(null, 'kept-overrides', {}).then(
      (found) => {
        kept.value = found
      },
      () => {
        // The page is gone, and this with it.
        kept.value = []
      },
    )
  }

  useEffect(() => {
    if (isOffered) read()
  }, [isOffered])

  if (!isOffered || kept.value.length === 0) return null
  return (
    <section class="popup-kept">
      <p>{POPUP_TEXT.kept}</p>
      <ul class="popup-flags">
        {kept.value.slice(0, MAX_DRAWN).map(({ flagKey, value }) => (
          <li key={flagKey} class="popup-flag">
            <span class="mono cell-text">{clipText(flagKey, 200)}</span>
            <span class="mono cell-text">{valueText(value)}</span>
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="button"
        onClick={() => document.request(null, 'forget-overrides', {}).then(read, read)}
      >
        {POPUP_TEXT.forget}
      </button>
    </section>
  )
}
