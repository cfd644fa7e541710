import { useSignal } from '@preact/signals'
import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** The height of every row, the header included; panel.css draws it. */
export const ROW_HEIGHT_PX = 24

/** Drawn beyond both ends; the rows are drawn anew each time that so many have gone by. */
const OVERSCAN_ROWS = 8
const OVERSCAN_PX = OVERSCAN_ROWS * ROW_HEIGHT_PX

/** A scrolling grid of equally high rows that draws only those in sight, so that 20,000 cost no more than 40. */
export function WindowedRows(props: {
  count: number
  /** Scrolled into sight whenever it changes; -1 for none. */
  shownIndex: number
  /** Whether a reader who is at the end stays there when rows come. @default false */
  followsEnd?: boolean
  header: ComponentChildren
  attributes: JSX.IntrinsicElements['table']
  renderRow: (index: number) => ComponentChildren
}) {
  const { count, shownIndex, followsEnd = false, header, attributes, renderRow } = props
  const scroller = useRef<HTMLTableElement>(null)
  const top = useSignal(0)
  const height = useSignal(600)
  const isAtEnd = useRef(followsEnd)

  useLayoutEffect(() => {
    const element = scroller.current as HTMLElement
    const observer = new ResizeObserver(() => {
      height.value = element.clientHeight
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [height])

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || shownIndex < 0) return
    const rowTop = shownIndex * ROW_HEIGHT_PX
    const sight = element.clientHeight - ROW_HEIGHT_PX
    if (rowTop < element.scrollTop) element.scrollTop = rowTop
    else if (rowTop + ROW_HEIGHT_PX > element.scrollTop + sight) {
      element.scrollTop = rowTop + ROW_HEIGHT_PX - sight
    }
  }, [shownIndex])

  useLayoutEffect(() => {
    const element = scroller.current
    if (element && isAtEnd.current) element.scrollTop = (count + 1) * ROW_HEIGHT_PX
  }, [count])

  const first = Math.max(0, top.value / ROW_HEIGHT_PX - OVERSCAN_ROWS)
  const last = Math.min(count, Math.ceil((top.value + height.value) / ROW_HEIGHT_PX) + 2 * OVERSCAN_ROWS)
  const indexes = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset)
  return (
    <table
      {...attributes}
      class="rows"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table with keys is what ARIA calls a grid
      role="grid"
      tabIndex={0}
      ref={scroller}
      onScroll={(event) => {
        const { scrollTop, clientHeight, scrollHeight } = event.currentTarget
        top.value = scrollTop - (scrollTop % OVERSCAN_PX)
        isAtEnd.current = followsEnd && scrollTop + clientHeight > scrollHeight - ROW_HEIGHT_PX
      }}
    >
      <thead>{header}</thead>
      <tbody style={{ height: `${count * ROW_HEIGHT_PX}px`, paddingTop: `${first * ROW_HEIGHT_PX}px` }}>
        {indexes.map(renderRow)}
      </tbody>
    </table>
  )
}
