import { ROW_HEIGHT_PX } from './windowed-rows.tsx'

/**
 * How many rows a key moves the selection of a list down, or up where that is negative.
 *
 * @param count how many rows there are. @returns `undefined` for a key that moves nothing.
 */
export function stepOfKey({ key, currentTarget }: KeyboardEvent, count: number): number | undefined {
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
