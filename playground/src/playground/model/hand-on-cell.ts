import { type ShareLink, shareLink } from '@halyard/extension/scenarios'
import type { ShareState } from '@halyard/protocol/share'
import { cellLabel } from './cell-label.ts'
import type { Cell, SheetPlan } from './plan-sheet.ts'
import { formatSheetAddress } from './sheet-address.ts'
import { sheetOfShare } from './sheet-scenario.ts'
import type { SheetState } from './sheet-state.ts'

/** How long a link into the application can be opened, in milliseconds: as long as people look at one question. */
export const CELL_LINK_SPAN_MS = 86_400_000

/** What a cell shows, as the one share format has it. */
function shareOfCell(cell: Cell): ShareState {
  return {
    overrides: new Map([...cell.assignment].map(([flagKey, { value }]) => [flagKey, value])),
    ...(cell.persona && { context: cell.persona.context }),
    name: cellLabel(cell.differences),
  }
}

/** The scenario that is one cell: its flags pinned, in its size and appearance, as its persona. */
export function sheetOfCell(
  cell: Cell,
  { name: _, ...state }: SheetState,
): SheetState & { readonly name: string } {
  return {
    ...sheetOfShare(shareOfCell(cell), state),
    name: cellLabel(cell.differences),
    personas: [cell.persona],
    viewports: [cell.viewport],
    appearances: [cell.appearance],
  }
}

/**
 * The link that shows one cell of a sheet by itself, and the sheet around it. It names every value that is compared, so
 * that the cell is the same one when the page knows other variations by then.
 *
 * @returns query and fragment.
 */
export function cellAddress(
  cell: Cell,
  { axes }: Pick<SheetPlan, 'axes'>,
  state: SheetState,
  defaultPageUrl: string,
): string {
  const flags = axes.flatMap((axis) =>
    axis.kind === 'flag' && axis.levels.length > 0
      ? [{ flagKey: axis.name, values: axis.levels.map(({ value }) => value) }]
      : [],
  )
  return formatSheetAddress({ ...state, flags, view: { kind: 'single', cellId: cell.id } }, defaultPageUrl)
}

/**
 * The link that opens the page itself with what the cell shows. The page asks before it takes anything of it; where the cell
 * is the page as it is served, the link is the page's own.
 *
 * @param nowMs the time in milliseconds since 1970; the link ends {@link CELL_LINK_SPAN_MS} later.
 */
export function appLink(cell: Cell, pageUrl: string, nowMs: number): ShareLink {
  const share = shareOfCell(cell)
  return share.overrides.size === 0 && share.context === undefined
    ? { ok: true, link: pageUrl }
    : shareLink(pageUrl, { ...share, expiresAtMs: nowMs + CELL_LINK_SPAN_MS })
}
