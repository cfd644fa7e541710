import { ROW_HEIGHT_PX } from './windowed-rows.tsx'

/**
 * Does what a key means in a list: arrows, Page Up and Down, Home and End move the selection; anything else is `act`'s.
 * Keys that are pressed in something inside of the list, or together with Ctrl, Cmd or Alt, are none of the list's.
 *
 * @param count how many rows there are.
 * @param move moves the selection that many rows down, or up where that is negative.
 * @param act does what another key means. @returns whether it means anything.
 */
export function pressListKey(
  event: KeyboardEvent,
  count: number,
  move: (step: number) => void,
  act: (key: string) => boolean,
): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
  const step = stepOfKey(event, count)
  if (step !== undefined) move(step)
  else if (!act(event.key)) return
  event.preventDefault()
}

function stepOfKey({ key, currentTarget }: KeyboardEvent, count: number): number | undefined {
  const page = Math.max(1, Math.floor((currentTarget as HTMLElement).clientHeight / ROW_HEIGHT_PX) - 2)
  const steps: { readonly [key: string]: number } = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    End: count,
    Home: -count,
  }
  return steps[key]
}
