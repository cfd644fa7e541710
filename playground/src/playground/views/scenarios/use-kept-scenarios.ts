import { localStorageArea } from '@halyard/extension/scenarios'
import { useState, useSyncExternalStore } from 'react'
import { type KeptScenarios, keepScenarios } from '../../model/kept-scenarios.ts'
import type { SheetScenario } from '../../model/sheet-scenario.ts'

/** The scenarios of this browser, and what changes them. */
export function useKeptScenarios(): {
  readonly scenarios: KeptScenarios
  readonly list: readonly SheetScenario[]
  readonly problem: string | null
} {
  const [scenarios] = useState(() => keepScenarios(localStorageArea('halyard-playground:')))
  return {
    scenarios,
    list: useSyncExternalStore(
      (listener) => scenarios.list.subscribe(listener),
      () => scenarios.list.peek(),
    ),
    problem: useSyncExternalStore(
      (listener) => scenarios.problem.subscribe(listener),
      () => scenarios.problem.peek(),
    ),
  }
}
