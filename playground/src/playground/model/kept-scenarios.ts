import {
  createKeptList,
  createPanelStorage,
  type KeptKind,
  type KeptList,
  MAX_SCENARIOS,
  type StorageArea,
  uniqueName,
} from '@halyard/extension/scenarios'
import { formatSheetText, parseSheetText, type SheetScenario } from './sheet-scenario.ts'
import type { SheetState } from './sheet-state.ts'

/** The scenarios that a playground keeps in this browser. */
export interface KeptScenarios extends Pick<KeptList<SheetScenario>, 'list' | 'problem'> {
  /**
   * Keeps sheets under their names, with a number behind each that is taken.
   *
   * @returns the names; none where they are not kept, and `problem` says why.
   */
  add(sheets: readonly SheetState[]): Promise<readonly string[]>
  /** @returns the name that it has then, `undefined` where it is not kept. */
  rename(name: string, wanted: string): Promise<string | undefined>
  remove(names: readonly string[]): Promise<void>
  /** Puts one back where it was. */
  restore(scenario: SheetScenario, index: number): Promise<void>
}

/** What a sheet without a name is kept as. */
const NAMELESS = 'Scenario'

const SCENARIOS: KeptKind<SheetScenario> = {
  key: 'scenarios',
  noun: 'scenarios',
  maxItems: MAX_SCENARIOS,
  write: formatSheetText,
  read(stored) {
    const { state } = parseSheetText(String(stored), '')
    return state.name === undefined || state.pageUrl === '' ? null : { ...state, name: state.name }
  },
}

/**
 * Reads what is kept, and keeps what becomes of it.
 *
 * @example const scenarios = keepScenarios(localStorageArea('halyard-playground:'))
 */
export function keepScenarios(area: StorageArea): KeptScenarios {
  const { list, problem, change } = createKeptList(createPanelStorage(area), SCENARIOS)
  return {
    list,
    problem,
    async add(sheets) {
      let names: readonly string[] = []
      const isKept = await change((kept) => {
        const added: SheetScenario[] = []
        for (const sheet of sheets) {
          const taken = [...kept, ...added].map(({ name }) => name)
          const { view: _, ...state } = sheet
          added.push({
            ...state,
            view: { kind: 'grid' },
            name: uniqueName(sheet.name?.trim() || NAMELESS, taken),
          })
        }
        names = added.map(({ name }) => name)
        return [...kept, ...added]
      })
      return isKept ? names : []
    },
    async rename(name, wanted) {
      let next: string | undefined
      const isKept = await change((kept) => {
        const taken = kept.map((scenario) => scenario.name).filter((other) => other !== name)
        const given = uniqueName(wanted.trim() || NAMELESS, taken)
        next = given
        return kept.map((scenario) => (scenario.name === name ? { ...scenario, name: given } : scenario))
      })
      return isKept ? next : undefined
    },
    async remove(names) {
      await change((kept) => kept.filter(({ name }) => !names.includes(name)))
    },
    async restore(scenario, index) {
      await change((kept) => kept.toSpliced(index, 0, scenario))
    },
  }
}
