import type { Signal } from '@preact/signals'
import type { FunctionComponent } from 'preact'
import { PANEL_TEXT } from '../text/panel.ts'
import { CompareView } from './compare-view.tsx'
import { ContextView } from './context-view.tsx'
import { FlagsView } from './flags-view.tsx'
import type { PanelViewProps } from './panel-view-props.ts'
import { ScenariosView } from './scenarios-view.tsx'
import { TimelineView } from './timeline-view.tsx'

/** The panel's views, in the order of their tabs. */
export const PANEL_TABS: readonly {
  readonly id: string
  readonly label: string
  readonly View: FunctionComponent<PanelViewProps>
}[] = [
  { id: 'flags', label: PANEL_TEXT.flags, View: FlagsView },
  { id: 'context', label: PANEL_TEXT.context, View: ContextView },
  { id: 'timeline', label: PANEL_TEXT.timeline, View: TimelineView },
  { id: 'scenarios', label: PANEL_TEXT.scenarios, View: ScenariosView },
  { id: 'compare', label: PANEL_TEXT.compare, View: CompareView },
]

/** The tabs. Keys: left and right, Home and End, as the ARIA authoring practices have them. */
export function PanelTabList({ openTab }: { openTab: Signal<string> }) {
  const openIndex = PANEL_TABS.findIndex(({ id }) => id === openTab.value)

  function press(event: KeyboardEvent): void {
    const last = PANEL_TABS.length - 1
    const targets: { readonly [key: string]: number } = {
      ArrowRight: openIndex === last ? 0 : openIndex + 1,
      ArrowLeft: openIndex === 0 ? last : openIndex - 1,
      Home: 0,
      End: last,
    }
    const target = PANEL_TABS[targets[event.key] ?? -1]
    if (!target) return
    event.preventDefault()
    openTab.value = target.id
    const list = event.currentTarget as HTMLElement
    list.querySelector<HTMLElement>(`#tab-${target.id}`)?.focus()
  }

  return (
    <div class="tabs" role="tablist" aria-label={PANEL_TEXT.views} onKeyDown={press}>
      {PANEL_TABS.map(({ id, label }) => {
        const isOpen = id === openTab.value
        return (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            class="tab"
            aria-selected={isOpen}
            aria-controls="tab-panel"
            tabIndex={isOpen ? 0 : -1}
            onClick={() => {
              openTab.value = id
            }}
          >
            {label}
          </button>
        )
      })}
    </div>
  )
}
