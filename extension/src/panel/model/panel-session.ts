import type { FlagValue } from '@halyard/schema'
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { memoryStorageArea } from '../storage/memory-storage-area.ts'
import { createPanelStorage, type PanelStorage } from '../storage/panel-storage.ts'
import { createClientChoice } from './client-choice.ts'
import { type CompareSession, createCompareSession } from './compare-session.ts'
import {
  type ClientPlace,
  countFlags,
  type FlagCounts,
  type FlagRow,
  findClients,
  type ListRow,
  layOutRows,
} from './list-rows.ts'
import type { PanelModel } from './panel-model.ts'
import { createScenarioSession, type ScenarioSession } from './scenario-session.ts'

/** What one reader is doing with the panel: searching, selecting, overriding. */
export interface PanelSession {
  readonly search: Signal<string>
  readonly documents: PanelModel['documents']
  readonly clients: ReadonlySignal<readonly ClientPlace[]>
  readonly rows: ReadonlySignal<readonly ListRow[]>
  readonly counts: ReadonlySignal<FlagCounts>
  /** Whether all that is on view belongs to a page that is gone, while the next one loads. */
  readonly isReadOnly: ReadonlySignal<boolean>
  /** The index in {@link rows} of the selected flag, -1 when there is none. */
  readonly selectedIndex: ReadonlySignal<number>
  readonly selected: ReadonlySignal<FlagRow | null>
  select(row: FlagRow | null): void
  /** Selects the flag that is `step` flags further down, or up where it is negative; stops at both ends. */
  move(step: number): void
  override(row: FlagRow, value: FlagValue): void
  reset(row: FlagRow): void
  resetAll(): void
  readonly scenarios: ScenarioSession
  readonly comparison: CompareSession
}

/**
 * Opens a session on a model.
 *
 * @param storage where the panel keeps what is its own. @default in memory, for as long as the session lasts
 */
export function createPanelSession(
  model: PanelModel,
  storage: PanelStorage = createPanelStorage(memoryStorageArea()),
): PanelSession {
  const search = signal('')
  const selection = signal<FlagRow | null>(null)
  const clients = computed(() => findClients(model.documents.value))
  const rows = computed(() => layOutRows(clients.value, search.value))
  const counts = computed(() => countFlags(clients.value))

  const isReadOnly = computed(
    () =>
      model.documents.value.length > 0 &&
      model.documents.value.every(({ status }) => status.value === 'closed'),
  )

  const selectedIndex = computed(() => {
    const wanted = selection.value
    if (!wanted) return -1
    const exact = rows.value.findIndex((row) => row.kind === 'flag' && isSameFlag(row, wanted))
    // After a reload the same flag belongs to another document; the reader still means this flag.
    return exact >= 0 ? exact : rows.value.findIndex((row) => row.kind === 'flag' && hasSameKey(row, wanted))
  })
  const selected = computed(() => {
    const row = rows.value[selectedIndex.value]
    return row?.kind === 'flag' ? row : null
  })

  const choice = createClientChoice(clients)

  return {
    search,
    documents: model.documents,
    clients,
    rows,
    counts,
    isReadOnly,
    selectedIndex,
    selected,
    select(row) {
      selection.value = row
    },
    move(step) {
      const flags = rows.value.filter((row) => row.kind === 'flag')
      const current = selected.value ? flags.indexOf(selected.value) : -1
      const next = current < 0 ? 0 : Math.min(Math.max(current + step, 0), flags.length - 1)
      selection.value = flags[next] ?? null
    },
    override(row, value) {
      row.document.setOverride(row.client.clientId, row.flag.flagKey, value)
    },
    reset(row) {
      row.document.resetOverride(row.client.clientId, row.flag.flagKey)
    },
    resetAll() {
      for (const { document, client } of clients.value) document.resetOverride(client.clientId)
    },
    scenarios: createScenarioSession(choice, storage),
    comparison: createCompareSession(choice, storage),
  }
}

function isSameFlag(a: FlagRow, b: FlagRow): boolean {
  return hasSameKey(a, b) && a.document === b.document && a.client.clientId === b.client.clientId
}

function hasSameKey(a: FlagRow, b: FlagRow): boolean {
  return a.flag.flagKey === b.flag.flagKey
}
