import { ChevronsLeftRight } from 'lucide-react'
import type { KeyboardEvent, PointerEvent, ReactElement } from 'react'
import type { Draft } from './use-draft.ts'

interface OverlayDividerProps {
  /** Where the line is, from 0 to 1. */
  readonly position: Draft
  /** The width of what it divides, in CSS pixels. */
  readonly width: number
}

/** How far one press moves the line, by key. */
const STEPS: { readonly [key: string]: number } = {
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
  Home: -1,
  End: 1,
}

/** The line along which two cells are cut. It is moved by pointer, and with arrow keys, Page up, Page down, Home and End. */
export function OverlayDivider({ position, width }: OverlayDividerProps): ReactElement {
  const change = (value: number): void => position.change(Math.min(1, Math.max(0, value)))

  function press(event: KeyboardEvent): void {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    change(Math.round((position.value + (event.shiftKey ? step * 10 : step)) * 1000) / 1000)
  }

  function drag(event: PointerEvent<HTMLElement>): void {
    const stage = event.currentTarget.parentElement
    if (!stage || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    change((event.clientX - stage.getBoundingClientRect().left) / width)
  }

  return (
    <div
      className="overlay-divider"
      style={{ left: position.value * width }}
      role="slider"
      tabIndex={0}
      aria-label="Line between the two previews"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(position.value * 100)}
      aria-valuetext={`${Math.round(position.value * 100)} % from the left`}
      onKeyDown={press}
      onKeyUp={position.settle}
      onBlur={position.settle}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onLostPointerCapture={position.settle}
    >
      <span className="overlay-handle">
        <ChevronsLeftRight size={16} aria-hidden />
      </span>
    </div>
  )
}
