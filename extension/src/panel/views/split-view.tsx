import { type Signal, useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { PANEL_TEXT } from '../text/panel.ts'

const SMALLEST_PERCENT = 25
const LARGEST_PERCENT = 80

/** Two panes side by side with a handle between them; under 600 px, where a list beside a detail
 * could not show its reasons, one above the other. */
export function SplitView(props: {
  start: ComponentChildren
  end: ComponentChildren
  /** Whether the second pane is shown where there is not enough room for both. */
  isEndOpen: Signal<boolean>
  /** How much of the width the first pane has to begin with. @default 60 */
  startPercent?: number
}) {
  const percent = useSignal(props.startPercent ?? 60)
  const root = useRef<HTMLDivElement>(null)

  function resize(next: number): void {
    percent.value = Math.round(Math.min(Math.max(next, SMALLEST_PERCENT), LARGEST_PERCENT))
  }

  function drag(event: PointerEvent): void {
    const { left, width } = (root.current as HTMLElement).getBoundingClientRect()
    if ((event.currentTarget as HTMLElement).hasPointerCapture(event.pointerId)) {
      resize(((event.clientX - left) / width) * 100)
    }
  }

  return (
    <div
      class="split"
      ref={root}
      data-end={props.isEndOpen.value ? 'open' : 'closed'}
      style={{ '--split': `${percent.value}%` }}
    >
      <div class="split-start">{props.start}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be moved */}
      <div
        class="split-handle"
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={PANEL_TEXT.listWidth}
        aria-valuenow={percent.value}
        aria-valuemin={SMALLEST_PERCENT}
        aria-valuemax={LARGEST_PERCENT}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={(event) => {
          if (event.key === 'ArrowLeft') resize(percent.value - 2)
          if (event.key === 'ArrowRight') resize(percent.value + 2)
        }}
      />
      <div class="split-end">{props.end}</div>
    </div>
  )
}
