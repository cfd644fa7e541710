import { FLAGS_TEXT } from '../text/flags.ts'
import { emptyState } from './empty-state.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FirstRunHintView } from './first-run-hint-view.tsx'
import { FlagDetail } from './flag-detail.tsx'
import { FlagList } from './flag-list.tsx'
import { ListAndDetail } from './list-and-detail.tsx'
import type { PanelViewProps } from './panel-view-props.ts'
import { WithheldFrames } from './withheld-frames.tsx'

/** Every flag of the page, and everything about the selected one. */
export function FlagsView({ model, session }: PanelViewProps) {
  const empty = emptyState(model, session)
  return (
    <ListAndDetail
      search={session.search}
      findLabel={FLAGS_TEXT.find}
      bar={
        <>
          <FilterBar session={session} />
          {!empty && <WithheldFrames model={model} />}
        </>
      }
      isBusy={session.isReadOnly.value}
      instead={empty}
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
      below={!empty && <FirstRunHintView hint={session.firstRunHint} />}
    />
  )
}

function focusFirstControl(root: HTMLElement | null): void {
  root
    ?.querySelector<HTMLElement>('.override-editor :is(input, textarea, button, [contenteditable=true])')
    ?.focus()
}
