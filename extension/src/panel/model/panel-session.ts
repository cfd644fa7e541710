import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { memoryStorageArea } from '../storage/memory-storage-area.ts'
import { createPanelStorage, type PanelStorage } from '../storage/panel-storage.ts'
import { createClientChoice } from './client-choice.ts'
import { type CompareSession, createCompareSession } from './compare-session.ts'
import { type ContextEditor, createContextEditor } from './context-editor.ts'
import { createFirstRunHint, type FirstRunHint } from './first-run-hint.ts'
import { createFlagExplainer, type FlagExplanation } from './flag-explainer.ts'
import { type FlagFilters, type FlagOrder, NO_FILTERS } from './flag-filters.ts'
import {
  type ClientPlace,
  countFlags,
  type FlagCounts,
  type FlagRow,
  findClients,
  type ListRow,
  layOutRows,
} from './list-rows.ts'
import { createOverrideSession, type OverrideSession } from './override-session.ts'
import type { PanelModel } from './panel-model.ts'
import { createPersonas, type Personas } from './personas.ts'
import { createScenarioSession, type ScenarioSession } from './scenario-session.ts'
import { createStarredFlags, type StarredFlags } from './starred-flags.ts'
import type { TimelinePlace } from './timeline.ts'
import { createTimelineSession, type TimelineSession } from './timeline-session.ts'

/** What one reader is doing with the panel: searching, selecting, overriding. */
export interface PanelSession extends OverrideSession {
  /** The view that is open, by the id of its tab. */
  readonly openTab: Signal<string>
  readonly search: Signal<string>
  readonly filters: Signal<FlagFilters>
  readonly order: Signal<FlagOrder>
  readonly stars: StarredFlags
  readonly firstRunHint: FirstRunHint
  readonly timeline: TimelineSession
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
  /**
   * Opens the list of flags with this one selected, whatever was searched or filtered for before.
   *
   * @returns whether there is such a flag.
   */
  show(place: Pick<TimelinePlace, 'connectionId' | 'clientId'>, flagKey: string): boolean
  /** Lists every flag again. */
  clearFilters(): void
  /** Selects the flag that is `step` flags further down, or up where it is negative; stops at both ends. */
  move(step: number): void
  /** Why the selected flag gives what it gives. */
  readonly explanation: ReadonlySignal<FlagExplanation>
  readonly context: ContextEditor
  readonly personas: Personas
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
  const stars = createStarredFlags(storage)
  const openTab = signal('flags')
  const search = signal('')
  const filters = signal(NO_FILTERS)
  const order = signal<FlagOrder>('key')
  const selection = signal<FlagRow | null>(null)
  const clients = computed(() => findClients(model.documents.value))
  const rows = computed(() =>
    layOutRows(clients.value, { search: search.value, filters: filters.value, order: order.value, stars }),
  )
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

  function clearFilters(): void {
    search.value = ''
    filters.value = NO_FILTERS
  }
  const choice = createClientChoice(clients)

  return {
    ...createOverrideSession(model.documents, clients, Date.now),
    openTab,
    search,
    filters,
    order,
    stars,
    timeline: createTimelineSession(model.timeline),
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
    show(place, flagKey) {
      const found = clients.value.flatMap((candidate) => {
        const flag = candidate.client.flag(flagKey)
        return flag ? [{ kind: 'flag' as const, ...candidate, flag }] : []
      })
      const exact = found.find(
        ({ document, client }) =>
          document.connectionId === place.connectionId && client.clientId === place.clientId,
      )
      // After a reload the same flag belongs to another document.
      const row = exact ?? found[0]
      if (!row) return false
      batch(() => {
        clearFilters()
        selection.value = row
        openTab.value = 'flags'
      })
      return true
    },
    clearFilters,
    move(step) {
      const flags = rows.value.filter((row) => row.kind === 'flag')
      const current = selected.value ? flags.indexOf(selected.value) : -1
      const next = current < 0 ? 0 : Math.min(Math.max(current + step, 0), flags.length - 1)
      selection.value = flags[next] ?? null
    },
    explanation: createFlagExplainer(selected),
    context: createContextEditor(clients, selected),
    personas: createPersonas(storage),
    firstRunHint: createFirstRunHint(storage),
    scenarios: createScenarioSession(choice, storage),
    comparison: createCompareSession(choice, storage, model.readFlags),
  }
}

function isSameFlag(a: FlagRow, b: FlagRow): boolean {
  return hasSameKey(a, b) && a.document === b.document && a.client.clientId === b.client.clientId
}

function hasSameKey(a: FlagRow, b: FlagRow): boolean {
  return a.flag.flagKey === b.flag.flagKey
}
