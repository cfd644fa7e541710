import { decodeShare, type ShareState } from '@halyard/protocol/share'
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { PanelStorage } from '../storage/panel-storage.ts'
import { applyState, presentContextWish, presentTerms } from './apply-state.ts'
import { encodeBoundedShare } from './bounded-share.ts'
import type { ClientChoice } from './client-choice.ts'
import { createKeptList, type KeptKind, type KeptList } from './kept-list.ts'
import { offers } from './offers.ts'
import { overrideSupport } from './overridden.ts'
import { type PageSnapshot, presentState } from './page-snapshot.ts'
import { readState } from './read-state.ts'
import { MAX_SCENARIOS } from './scenario-file.ts'
import { uniqueName } from './unique-name.ts'

/** A state with the name under which it is kept. */
export interface Scenario extends ShareState {
  readonly name: string
}

/** What the reader looks at. */
export type ShownState =
  | { readonly kind: 'present' }
  | { readonly kind: 'kept'; readonly name: string }
  /** Somebody else's: a link, or a bug report. It is neither kept nor applied yet. */
  | { readonly kind: 'received'; readonly share: ShareState; readonly snapshot: PageSnapshot | null }
  | { readonly kind: 'paste' }

/** What was done, and how it is taken back. */
export interface ScenarioNotice {
  readonly kind: 'applied' | 'deleted' | 'imported'
  /** Of the scenario, or how many there were. */
  readonly what: string
  undo(): void
}

/** What one reader does with scenarios. */
export interface ScenarioSession extends ClientChoice {
  readonly scenarios: KeptList<Scenario>
  readonly shown: Signal<ShownState>
  /** The scenario that is shown, where it is one that is kept. */
  readonly kept: ReadonlySignal<Scenario | null>
  readonly notice: Signal<ScenarioNotice | null>
  /** Why the last text could not be read, or the last state not be applied as a whole. */
  readonly problem: Signal<string | null>
  /**
   * Keeps a state under a name, with a number behind it where that is taken, and shows it. It does not end: what is kept is
   * not in force.
   */
  keep(state: ShareState, name: string): Promise<void>
  rename(scenario: Scenario, name: string): Promise<void>
  remove(scenario: Scenario): Promise<void>
  /** Puts a state in place of what is overridden now. */
  apply(state: ShareState, name: string, withContext: boolean): Promise<void>
  /** Takes what was pasted or dropped: scenarios are kept, anything else is shown first. */
  receive(text: string, nowMs: number): Promise<void>
}

const SCENARIOS: KeptKind<Scenario> = {
  key: 'scenarios',
  noun: 'scenarios',
  maxItems: MAX_SCENARIOS,
  write: encodeBoundedShare,
  read(stored) {
    const decoded = decodeShare(String(stored))
    return decoded.ok && decoded.share.name !== undefined
      ? { ...decoded.share, name: decoded.share.name }
      : null
  },
}

/** Opens a session on what is kept. */
export function createScenarioSession(choice: ClientChoice, storage: PanelStorage): ScenarioSession {
  const scenarios = createKeptList(storage, SCENARIOS)
  const shown = signal<ShownState>({ kind: 'present' })
  const notice = signal<ScenarioNotice | null>(null)
  const problem = signal<string | null>(null)

  async function change(edit: (kept: readonly Scenario[]) => readonly Scenario[]): Promise<boolean> {
    notice.value = null
    const isKept = await scenarios.change(edit)
    problem.value = scenarios.problem.value
    return isKept
  }

  const named = (name: string) => (scenario: Scenario) => scenario.name === name

  async function add(
    states: readonly ShareState[],
    nameOf: (state: ShareState) => string,
  ): Promise<string[]> {
    const added: Scenario[] = []
    const isKept = await change((kept) => {
      for (const state of states) {
        const taken = [...kept, ...added].map(({ name }) => name)
        added.push({ ...state, name: uniqueName(nameOf(state), taken) })
      }
      return [...kept, ...added]
    })
    return isKept ? added.map(({ name }) => name) : []
  }

  async function keep({ expiresAtMs: _, ...state }: ShareState, name: string): Promise<void> {
    const [kept] = await add([state], () => name)
    if (kept !== undefined) shown.value = { kind: 'kept', name: kept }
  }

  async function importAll(states: readonly ShareState[]): Promise<void> {
    const names = await add(states, ({ name }) => name ?? 'Scenario')
    if (names.length === 0) return
    notice.value = {
      kind: 'imported',
      what: String(names.length),
      undo: () => void change((kept) => kept.filter(({ name }) => !names.includes(name))),
    }
  }

  async function apply(state: ShareState, name: string, withContext: boolean): Promise<void> {
    const place = choice.place.value
    if (!place) return
    const before = presentState(place)
    const context = (withContext && offers(place, 'set-context') && state.context) || null
    const contextBefore = context && presentContextWish(place)
    const termsBefore = presentTerms(place)
    const { expiresAtMs } = state
    const canExpire = expiresAtMs !== undefined && overrideSupport(place.client).canExpire
    notice.value = null
    problem.value = await applyState(state.overrides, context, place, () =>
      canExpire ? { expiresAtMs } : {},
    )
    notice.value = {
      kind: 'applied',
      what: name,
      undo() {
        notice.value = null
        void applyState(before.overrides, contextBefore, place, termsBefore).then((text) => {
          problem.value = text
        })
      },
    }
  }

  return {
    ...choice,
    scenarios,
    shown,
    kept: computed(() => {
      const { value } = shown
      return (value.kind === 'kept' && scenarios.list.value.find(named(value.name))) || null
    }),
    notice,
    problem,
    keep,
    async rename(scenario, name) {
      const others = scenarios.list.value.filter(({ name }) => name !== scenario.name)
      const next = uniqueName(
        name,
        others.map(({ name }) => name),
      )
      const isKept = await change((kept) =>
        kept.map((each) => (each.name === scenario.name ? { ...each, name: next } : each)),
      )
      if (isKept) shown.value = { kind: 'kept', name: next }
    },
    async remove(scenario) {
      const index = scenarios.list.value.findIndex(named(scenario.name))
      const isKept = await change((kept) => kept.filter(({ name }) => name !== scenario.name))
      if (!isKept) return
      shown.value = { kind: 'present' }
      notice.value = {
        kind: 'deleted',
        what: scenario.name,
        undo: () => void change((kept) => kept.toSpliced(index, 0, scenario)),
      }
    },
    apply,
    async receive(text, nowMs) {
      notice.value = null
      const read = readState(text, nowMs)
      problem.value = read.kind === 'problem' ? read.problem : null
      if (read.kind === 'scenarios') await importAll(read.scenarios)
      if (read.kind === 'share') shown.value = { kind: 'received', share: read.share, snapshot: null }
      if (read.kind === 'snapshot') {
        shown.value = { kind: 'received', share: read.snapshot.share, snapshot: read.snapshot }
      }
      if (read.kind === 'flag-file') {
        problem.value = 'This is a file of flags, which nobody overrides with: look at it in the Compare tab.'
      }
    },
  }
}
