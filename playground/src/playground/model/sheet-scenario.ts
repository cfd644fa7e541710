import type { ShareState } from '@halyard/protocol/share'
import { formatSheetAddress, parseSheetAddress, type ReadSheetAddress } from './sheet-address.ts'
import type { SheetState } from './sheet-state.ts'

/** A sheet with the name under which it is kept. */
export interface SheetScenario extends SheetState {
  readonly name: string
}

/** A scenario as files have it: what the panel reads, and beside it the sheet, for playgrounds. */
export interface FiledScenario extends ShareState {
  /** What {@link formatSheetText} gives. */
  readonly sheet: string
}

/** Writes a whole sheet as text: its address, whatever page a playground shows by default. */
export function formatSheetText(state: SheetState): string {
  return formatSheetAddress(state, '')
}

/** Reads what {@link formatSheetText} wrote; total, as `parseSheetAddress` is. */
export function parseSheetText(text: string, defaultPageUrl: string): ReadSheetAddress {
  const start = text.indexOf('#')
  const [search, hash] = start < 0 ? [text, ''] : [text.slice(0, start), text.slice(start)]
  return parseSheetAddress({ search, hash }, defaultPageUrl)
}

/**
 * What of a sheet is one state of its page, and therefore a scenario of the panel: the flags that are pinned to one value,
 * and the persona where it is the only one. What a sheet compares is not among it.
 *
 * @example shareOf({ ...state, flags: [{ flagKey: 'hero', values: ['bold'] }] }).overrides // Map { 'hero' → 'bold' }
 */
export function shareOf({ name, flags = [], personas }: SheetState): ShareState {
  const [persona, ...others] = personas
  return {
    overrides: new Map(
      flags.flatMap(({ flagKey, values = [] }) =>
        values.length === 1 && values[0] !== undefined ? [[flagKey, values[0]]] : [],
      ),
    ),
    ...(persona && others.length === 0 && { context: persona.context }),
    ...(name !== undefined && { name }),
  }
}

/**
 * Shows a state of a page as a sheet: its overrides as pinned flags, its context as the one persona; page, sizes and
 * appearances are those of the sheet that is there.
 */
export function sheetOfShare({ overrides, context, name }: ShareState, shown: SheetState): SheetState {
  const { name: _, ...rest } = shown
  return {
    ...rest,
    ...(name !== undefined && { name }),
    flags: [...overrides].map(([flagKey, value]) => ({ flagKey, values: [value] })),
    personas: [context ? { name: name ?? context.targetingKey ?? 'Somebody', context } : null],
    view: { kind: 'grid' },
  }
}
