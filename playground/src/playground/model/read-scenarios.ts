import { readState, writeScenarioFile } from '@halyard/extension/scenarios'
import { isJsonObject } from '@halyard/schema'
import { parseSheetAddress } from './sheet-address.ts'
import {
  type FiledScenario,
  formatSheetText,
  parseSheetText,
  type SheetScenario,
  shareOf,
  sheetOfShare,
} from './sheet-scenario.ts'
import type { SheetState } from './sheet-state.ts'

/** What somebody pasted, dropped or chose. */
export type ReadScenarios =
  /** A file of scenarios: to be kept. */
  | { readonly kind: 'scenarios'; readonly scenarios: readonly SheetState[] }
  /** One state: a link, a share, or the state of a bug report. To be shown. */
  | { readonly kind: 'sheet'; readonly state: SheetState }
  /** A sentence that says what is wrong with the text, and what to do. */
  | { readonly kind: 'problem'; readonly problem: string }

/**
 * Writes scenarios as the file that the panel's Scenarios tab writes and reads. There a sheet is what its page has in
 * common in all cells; a playground that reads the file has the whole sheet again.
 */
export function writeScenarios(scenarios: readonly SheetScenario[]): string {
  return writeScenarioFile(
    scenarios.map((scenario): FiledScenario => ({ ...shareOf(scenario), sheet: formatSheetText(scenario) })),
  )
}

/**
 * Finds out what a text is: a link to a playground; or whatever the panel reads too, that is a file of scenarios, a link with
 * a share, or a bug report. Total for any text.
 *
 * @param shown the sheet that is there, which says what a state of a page leaves open.
 * @param nowMs the time in milliseconds since 1970, for a share to count as expired.
 */
export function readScenarios(text: string, shown: SheetState, nowMs: number): ReadScenarios {
  const link = readSheetLink(text.trim(), shown)
  if (link) return link
  const read = readState(text, nowMs)
  switch (read.kind) {
    case 'problem':
      return read
    case 'flag-file':
      return {
        kind: 'problem',
        problem:
          'This is a file of flags, and no scenario: give it to the flag service, or look at it in the panel.',
      }
    case 'share':
      return { kind: 'sheet', state: sheetOfShare(read.share, shown) }
    case 'snapshot':
      return { kind: 'sheet', state: sheetOfShare(read.snapshot.share, shown) }
    case 'scenarios': {
      const sheets = sheetsOf(text)
      return {
        kind: 'scenarios',
        scenarios: read.scenarios.map((scenario, index) => {
          const sheet = sheets[index]
          return sheet === undefined
            ? sheetOfShare(scenario, shown)
            : parseSheetText(sheet, shown.pageUrl).state
        }),
      }
    }
  }
}

function readSheetLink(text: string, shown: SheetState): ReadScenarios | undefined {
  if (!URL.canParse(text)) return undefined
  const { search, hash } = new URL(text)
  const isSheet = /^#sheet=/.test(hash) || new URLSearchParams(search).has('page')
  return isSheet && !hash.includes('halyard-share=')
    ? { kind: 'sheet', state: parseSheetAddress({ search, hash }, shown.pageUrl).state }
    : undefined
}

/** The sheets of a file that `readState` has judged already, `undefined` for a scenario of the panel. */
function sheetsOf(text: string): readonly (string | undefined)[] {
  const { scenarios } = JSON.parse(text) as { readonly scenarios: readonly unknown[] }
  return scenarios.map((scenario) =>
    isJsonObject(scenario) && typeof scenario.sheet === 'string' ? scenario.sheet : undefined,
  )
}
