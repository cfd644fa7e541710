import { FLAGS_TEXT } from '../text/flags.ts'
import { emptyState } from './empty-state.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FlagDetail } from './flag-detail.tsx'
import { FlagList } from './flag-list.tsx'
import { ListAndDetail } from './list-and-detail.tsx'
import type { PanelViewProps } from './panel-view-props.ts'

/** Every flag of the page, and everything about the selected one. */
export function FlagsView({ model, session }: PanelViewProps) {
  return (
    <ListAndDetail
      search={session.search}
      findLabel={FLAGS_TEXT.find}
      bar={<FilterBar session={session} />}
      isBusy={session.isReadOnly.value}
      instead={emptyState(model, session)}
      list={(openDetail, root) => (
        <FlagList
          session={session}
          onOpen={() => {
            openDetail()
            requestAnimationFrame(() => focusFirstControl(root.current))
          }}
          onSelect={openDetail}
        />
      )}
      detail={(close) => <FlagDetail session={session} onClose={close} />}
    />
  )
}

function focusFirstControl(root: HTMLElement | null): void {
  root
    ?.querySelector<HTMLElement>('.override-editor :is(input, textarea, button, [contenteditable=true])')
    ?.focus()
}
