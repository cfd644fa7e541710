import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Timeline, TimelineEntry, TimelineEvent } from './timeline.ts'

/** What entries are about, as far as a reader tells them apart. */
export type TimelineGroup = 'reads' | 'changes' | 'connection' | 'exposures' | 'navigation'

/** The groups, in the order in which they are offered. */
export const TIMELINE_GROUPS: readonly TimelineGroup[] = [
  'reads',
  'changes',
  'connection',
  'exposures',
  'navigation',
]

const GROUPS: { readonly [Kind in TimelineEvent['kind']]: TimelineGroup } = {
  read: 'reads',
  change: 'changes',
  context: 'changes',
  connection: 'connection',
  exposure: 'exposures',
  tracking: 'exposures',
  navigation: 'navigation',
}

/** An entry as it is listed. */
export interface TimelineRow {
  readonly entry: TimelineEntry
  /** Since the page was navigated last, in milliseconds; `null` before the first navigation that is known. */
  readonly sinceNavigationMs: number | null
}

/** What a timeline shows, and how many entries there are of each group. */
export interface TimelineRows {
  readonly rows: readonly TimelineRow[]
  readonly counts: ReadonlyMap<TimelineGroup, number>
  readonly all: number
}

/** What one reader is doing with the timeline. */
export interface TimelineSession {
  readonly search: Signal<string>
  readonly hiddenGroups: Signal<ReadonlySet<TimelineGroup>>
  /** Whether times are told from the last navigation on, and not by the clock. */
  readonly isRelative: Signal<boolean>
  readonly shown: ReadonlySignal<TimelineRows>
  /** How many entries are missing. */
  readonly dropped: ReadonlySignal<number>
  readonly isPaused: ReadonlySignal<boolean>
  /** How many entries have come since the pause. */
  readonly unseen: ReadonlySignal<number>
  readonly selected: Signal<TimelineEntry | null>
  readonly selectedIndex: ReadonlySignal<number>
  /** Holds on to what is on view, or goes on. Entries come either way. */
  togglePause(): void
  toggleGroup(group: TimelineGroup): void
  clearFilters(): void
  /** Empties the timeline. */
  clear(): void
  /** Selects the entry that is `step` entries further down, or up where it is negative; stops at both ends. */
  move(step: number): void
}

/** Opens a session on a timeline. */
export function createTimelineSession(timeline: Timeline): TimelineSession {
  const search = signal('')
  const hiddenGroups = signal<ReadonlySet<TimelineGroup>>(new Set())
  const isRelative = signal(false)
  const selected = signal<TimelineEntry | null>(null)
  /** What was on view when the reader paused. */
  const held = signal<readonly TimelineEntry[] | null>(null)

  const live = computed(() => {
    void timeline.version.value
    return timeline.entries()
  })
  const shown = computed(() => layOut(held.value ?? live.value, search.value, hiddenGroups.value))
  const unseen = computed(() => {
    if (held.value === null) return 0
    const last = held.value.reduce((highest, { number }) => Math.max(highest, number), 0)
    return live.value.filter(({ number }) => number > last).length
  })
  const dropped = computed(() => {
    void timeline.version.value
    return timeline.dropped
  })
  const selectedIndex = computed(() => shown.value.rows.findIndex(({ entry }) => entry === selected.value))

  return {
    search,
    hiddenGroups,
    isRelative,
    shown,
    dropped,
    isPaused: computed(() => held.value !== null),
    unseen,
    selected,
    selectedIndex,
    togglePause() {
      held.value = held.value === null ? live.value : null
    },
    toggleGroup(group) {
      const next = new Set(hiddenGroups.value)
      if (!next.delete(group)) next.add(group)
      hiddenGroups.value = next
    },
    clearFilters() {
      search.value = ''
      hiddenGroups.value = new Set()
    },
    clear() {
      timeline.clear()
      held.value = held.value && []
      selected.value = null
    },
    move(step) {
      const { rows } = shown.value
      const current = selectedIndex.value
      const next = current < 0 ? rows.length - 1 : Math.min(Math.max(current + step, 0), rows.length - 1)
      selected.value = rows[next]?.entry ?? null
    },
  }
}

function layOut(
  entries: readonly TimelineEntry[],
  search: string,
  hidden: ReadonlySet<TimelineGroup>,
): TimelineRows {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const rows: TimelineRow[] = []
  const counts = new Map<TimelineGroup, number>()
  let navigatedAtMs: number | null = null
  for (const entry of entries) {
    const { event, atMs } = entry
    if (event.kind === 'navigation') navigatedAtMs = atMs
    if (words.length > 0) {
      const text = textOf(event)
      if (!words.every((word) => text.includes(word))) continue
    }
    const group = GROUPS[event.kind]
    counts.set(group, (counts.get(group) ?? 0) + 1)
    if (hidden.has(group)) continue
    rows.push({ entry, sinceNavigationMs: navigatedAtMs === null ? null : atMs - navigatedAtMs })
  }
  return { rows, counts, all: entries.length }
}

const texts = new WeakMap<TimelineEvent, string>()

/** Everything about an entry that can be searched, in lower case. */
function textOf(event: TimelineEvent): string {
  let text = texts.get(event)
  if (text === undefined) {
    text = JSON.stringify(Object.values(event)).toLowerCase()
    texts.set(event, text)
  }
  return text
}
