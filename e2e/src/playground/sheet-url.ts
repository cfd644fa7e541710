import { formatSheetAddress } from '../../../playground/src/playground/model/sheet-address.ts'
import { initialSheet, type SheetState } from '../../../playground/src/playground/model/sheet-state.ts'

/**
 * The address of a sheet, with every cell in a place of its own unless folding is asked for.
 *
 * @param change what is not as it is initially; without a page, it is the playground's own default.
 */
export function sheetUrl(playgroundUrl: string, change: Partial<SheetState>): string {
  const address = formatSheetAddress({ ...initialSheet(''), isFolding: false, ...change }, '')
  return new URL(address, playgroundUrl).href
}
