import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { DETAIL_TEXT } from '../text/detail.ts'

/** The pane beside a list, about what is selected in it. Escape leaves it, wherever the focus is in it. */
export function DetailPane(props: {
  title: ComponentChildren
  onClose: () => void
  children: ComponentChildren
}) {
  const { title, onClose, children } = props
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that bubble from what is in it
    <div
      class="detail"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onClose()
      }}
    >
      <header class="detail-header">
        {title}
        <button
          type="button"
          class="icon-button detail-close"
          aria-label={DETAIL_TEXT.close}
          onClick={onClose}
        >
          <X size={14} aria-hidden="true" />
        </button>
      </header>
      {children}
    </div>
  )
}
