import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { PanelStorage } from '../storage/panel-storage.ts'
import type { FlagAddress, FlagAddressResult } from '../transport/read-flag-address.ts'
import type { ClientChoice } from './client-choice.ts'
import { type ComparedFlag, compareOutcomes, type Difference } from './compare-outcomes.ts'
import type { FlagFileEvaluation } from './flag-file.ts'
import { createKeptList, type KeptKind, type KeptList } from './kept-list.ts'
import {
  type FlagOutcome,
  type PageSnapshot,
  presentOutcomes,
  type SnapshotOccasion,
  takeSnapshot,
} from './page-snapshot.ts'
import { readState } from './read-state.ts'
import { readSnapshot, writeSnapshot } from './snapshot-format.ts'
import { uniqueName } from './unique-name.ts'

/** The most snapshots that are kept. */
const MAX_SNAPSHOTS = 20

/** What the page is compared with. */
export type OtherSide =
  | { readonly kind: 'snapshot'; readonly snapshot: PageSnapshot }
  /** Flags without a client: evaluated for the context of this page. */
  | {
      readonly kind: 'flag-file'
      readonly name: string
      readonly evaluated: ReadonlyMap<string, FlagOutcome>
      /** Where it was read, and when; absent for what somebody opened or pasted. */
      readonly source?: FlagSource
    }

/** Where flags were read. */
export interface FlagSource {
  readonly address: FlagAddress
  /** In milliseconds since 1970. */
  readonly readAtMs: number
}

/** Which flags are listed: all that differ, all, or those that differ in one way. */
export type CompareFilter = 'different' | 'all' | Exclude<Difference, 'none'>

/** What one reader compares. */
export interface CompareSession extends ClientChoice {
  readonly snapshots: KeptList<PageSnapshot>
  readonly other: ReadonlySignal<OtherSide | null>
  /** Every flag of either side. */
  readonly compared: ReadonlySignal<readonly ComparedFlag[]>
  /** Those of them that the reader wants to see. */
  readonly rows: ReadonlySignal<readonly ComparedFlag[]>
  readonly search: Signal<string>
  readonly filter: Signal<CompareFilter>
  /** Why the last text cannot be compared with. */
  readonly problem: Signal<string | null>
  /** The snapshot that was deleted last, until something else is done. */
  readonly deleted: ReadonlySignal<PageSnapshot | null>
  /** Takes down what the page gives now, and keeps it for every DevTools window of this browser. */
  keepSnapshot(occasion: SnapshotOccasion): Promise<void>
  compareWith(snapshot: PageSnapshot | null): void
  remove(snapshot: PageSnapshot): Promise<void>
  restore(): Promise<void>
  /** Takes what was pasted or dropped: a bug report, a snapshot, a file of flags. */
  receive(text: string, name: string, nowMs: number): Promise<void>
  /** What the reader has written as an address. */
  readonly address: Signal<FlagAddress>
  /** Whether an address is being read; no other one is meanwhile. */
  readonly isReading: ReadonlySignal<boolean>
  /** Compares with what is at an address now. Call it from a click. */
  readAddress(address: FlagAddress, nowMs: number): Promise<void>
}

const SNAPSHOTS: KeptKind<PageSnapshot> = {
  key: 'snapshots',
  noun: 'snapshots',
  maxItems: MAX_SNAPSHOTS,
  write: writeSnapshot,
  read(stored) {
    const result = readSnapshot(stored)
    return result.ok ? result.snapshot : null
  },
}

/** Opens a session on what is kept, and on what `readFlags` reads. */
export function createCompareSession(
  choice: ClientChoice,
  storage: PanelStorage,
  readFlags: (address: FlagAddress) => Promise<FlagAddressResult>,
): CompareSession {
  const snapshots = createKeptList(storage, SNAPSHOTS)
  const chosen = signal<
    | Extract<OtherSide, { kind: 'snapshot' }>
    | (Omit<Extract<OtherSide, { kind: 'flag-file' }>, 'evaluated'> & {
        readonly evaluate: FlagFileEvaluation
      })
    | null
  >(null)
  const search = signal('')
  const filter = signal<CompareFilter>('different')
  const problem = signal<string | null>(null)
  const deleted = signal<PageSnapshot | null>(null)
  const isReading = signal(false)

  const other = computed<OtherSide | null>(() => {
    const side = chosen.value
    if (side?.kind !== 'flag-file') return side
    const context = choice.place.value?.client.description.value.context ?? {}
    const { evaluate, ...file } = side
    return { ...file, evaluated: evaluate(context) }
  })
  const compared = computed(() => {
    const place = choice.place.value
    const side = other.value
    if (!place || !side) return []
    return compareOutcomes(
      presentOutcomes(place),
      side.kind === 'snapshot' ? side.snapshot.flags : side.evaluated,
    )
  })

  async function change(edit: (kept: readonly PageSnapshot[]) => readonly PageSnapshot[]): Promise<boolean> {
    deleted.value = null
    const isKept = await snapshots.change(edit)
    problem.value = snapshots.problem.value
    return isKept
  }

  async function add(snapshot: PageSnapshot): Promise<void> {
    let added = snapshot
    const isKept = await change((kept) => {
      added = {
        ...snapshot,
        name: uniqueName(
          snapshot.name,
          kept.map(({ name }) => name),
        ),
      }
      return [...kept, added]
    })
    if (isKept) chosen.value = { kind: 'snapshot', snapshot: added }
  }

  async function compareWithFile(
    json: unknown,
    name: string,
    nowMs: number,
    source?: FlagSource,
  ): Promise<void> {
    // Most people never compare with a file, so that the evaluator is loaded when they do.
    const { readFlagFile } = await import('./flag-file.ts')
    const result = readFlagFile(json, nowMs)
    if (result.ok)
      chosen.value = { kind: 'flag-file', name, evaluate: result.evaluate, ...(source && { source }) }
    else problem.value = result.problem
  }

  async function receive(text: string, name: string, nowMs: number, source?: FlagSource): Promise<void> {
    const read = readState(text, nowMs)
    problem.value =
      read.kind === 'problem'
        ? read.problem
        : read.kind === 'scenarios' || read.kind === 'share'
          ? 'This says what is overridden, and not what the flags of a page gave: look at it in the Scenarios tab.'
          : null
    if (read.kind === 'snapshot') chosen.value = { kind: 'snapshot', snapshot: read.snapshot }
    if (read.kind === 'flag-file') await compareWithFile(read.json, name, nowMs, source)
  }

  return {
    ...choice,
    snapshots,
    other,
    compared,
    rows: computed(() => compared.value.filter(matcher(search.value, filter.value))),
    search,
    filter,
    problem,
    deleted,
    async keepSnapshot(occasion) {
      const place = choice.place.value
      if (place) await add(takeSnapshot(place, occasion))
    },
    compareWith(snapshot) {
      problem.value = null
      chosen.value = snapshot && { kind: 'snapshot', snapshot }
    },
    async remove(snapshot) {
      if (!(await change((kept) => kept.filter(({ name }) => name !== snapshot.name)))) return
      chosen.value = null
      deleted.value = snapshot
    },
    async restore() {
      if (deleted.value) await add(deleted.value)
    },
    receive: (text, name, nowMs) => receive(text, name, nowMs),
    address: signal<FlagAddress>({ url: '', clientKey: '' }),
    isReading,
    async readAddress(address, nowMs) {
      if (isReading.value) return
      isReading.value = true
      problem.value = null
      const result = await readFlags(address)
      if (result.ok) await receive(result.text, result.name, nowMs, { address, readAtMs: nowMs })
      else problem.value = result.problem
      isReading.value = false
    },
  }
}

function matcher(search: string, filter: CompareFilter): (flag: ComparedFlag) => boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return ({ flagKey, difference }) => {
    const key = flagKey.toLowerCase()
    const isWanted =
      filter === 'all' || (filter === 'different' ? difference !== 'none' : difference === filter)
    return isWanted && words.every((word) => key.includes(word))
  }
}
