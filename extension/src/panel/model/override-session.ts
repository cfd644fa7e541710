import type { FlagReport, OverrideTerms } from '@halyard/devtools'
import type { FlagValue } from '@halyard/schema'
import { batch, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { DocumentModel, OverrideRefusal } from './document-model.ts'
import type { ClientPlace, FlagRow } from './list-rows.ts'
import { isOverridden, overrideSupport, overrideTerms } from './overridden.ts'
import {
  createOverrideHistory,
  type OverrideEdit,
  type OverrideHistory,
  type OverrideState,
  type OverrideStep,
} from './override-history.ts'
import { type OverrideSpan, spanEnd } from './override-span.ts'

/** Where and for how long the next override is to hold. */
export interface OverrideIntent {
  readonly scope: 'tab' | 'origin'
  readonly span: OverrideSpan
}

/** What to tell the reader of what just happened, until something else does. */
export type OverrideNotice =
  | ({ readonly kind: 'refused' } & OverrideRefusal)
  | { readonly kind: 'reset' | 'undone' | 'redone'; readonly count: number }

/** What one reader overrides. */
export interface OverrideSession extends Pick<OverrideHistory, 'canUndo' | 'canRedo'> {
  /** Holds for every override that is made from now on, as far as its client supports it. */
  readonly intent: Signal<OverrideIntent>
  readonly notice: ReadonlySignal<OverrideNotice | null>
  dismissNotice(): void
  /** @param intent @default the session's own */
  override(row: FlagRow, value: FlagValue, intent?: OverrideIntent): void
  reset(row: FlagRow): void
  /** Resets every flag of every client, and what the page's storage keeps for flags that no client knows. */
  resetAll(): void
  /** Takes back what was overridden or reset last, wherever the page still has the flag. */
  undo(): void
  redo(): void
}

/**
 * Opens a session on what a panel shows.
 *
 * @param now the time in milliseconds since 1970.
 */
export function createOverrideSession(
  documents: ReadonlySignal<readonly DocumentModel[]>,
  clients: ReadonlySignal<readonly ClientPlace[]>,
  now: () => number,
): OverrideSession {
  const intent = signal<OverrideIntent>({ scope: 'tab', span: 'reset' })
  const notice = signal<OverrideNotice | null>(null)
  const history = createOverrideHistory()
  const told = new WeakSet<OverrideRefusal>()

  effect(() => {
    for (const { connectionId, refusal } of documents.value) {
      const refused = refusal.value
      if (!refused || told.has(refused)) continue
      told.add(refused)
      history.strike({ connectionId, ...refused })
      notice.value = { kind: 'refused', ...refused }
    }
  })

  function record(rows: readonly Target[], after: OverrideState | null): void {
    history.record(rows.filter(isUndoable).map((row) => editOf(row, after)))
  }

  function put({ target, ...states }: OverrideEdit, which: 'before' | 'after'): void {
    const { flagKey } = target
    const place =
      clients.value.find(
        ({ document, client }) =>
          document.connectionId === target.connectionId && client.clientId === target.clientId,
      ) ??
      // The page was loaded again since.
      clients.value.find(
        ({ document, client }) =>
          document.isTopFrame === target.isTopFrame && client.flag(flagKey) !== undefined,
      )
    if (!place) return
    const { document, client } = place
    const state = states[which]
    const isOver = (state?.terms.expiresAtMs ?? Number.POSITIVE_INFINITY) <= now()
    if (state && !isOver) document.setOverride(client.clientId, flagKey, state.value, state.terms)
    else document.resetOverride(client.clientId, flagKey)
  }

  function repeat(step: OverrideStep | null, which: 'before' | 'after', kind: 'undone' | 'redone'): void {
    if (!step) return
    batch(() => {
      for (const edit of step) put(edit, which)
      notice.value = { kind, count: step.length }
    })
  }

  return {
    intent,
    notice,
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    dismissNotice() {
      notice.value = null
    },
    override(row, value, wanted = intent.value) {
      notice.value = null
      const terms = termsOf(row, wanted, now())
      record([row], { value, terms })
      row.document.setOverride(row.client.clientId, row.flag.flagKey, value, terms)
    },
    reset(row) {
      if (!isOverridden(row.flag)) return
      record([row], null)
      notice.value = { kind: 'reset', count: 1 }
      row.document.resetOverride(row.client.clientId, row.flag.flagKey)
    },
    resetAll() {
      const rows = clients.value.flatMap((place) =>
        place.client.flags().flatMap((flag) => (isOverridden(flag) ? [{ ...place, flag }] : [])),
      )
      record(rows, null)
      notice.value = { kind: 'reset', count: rows.length }
      for (const { document, client } of clients.value) document.resetOverride(client.clientId)
      for (const document of documents.value) {
        if (!document.page.value?.methods?.includes('forget-overrides')) continue
        document.request(null, 'forget-overrides', {}).catch(() => {
          // The page is gone. What its storage keeps is counted again when the next one is there.
        })
      }
    },
    undo: () => repeat(history.undo(), 'before', 'undone'),
    redo: () => repeat(history.redo(), 'after', 'redone'),
  }
}

type Target = ClientPlace & { readonly flag: FlagReport }

function editOf({ document, client, flag }: Target, after: OverrideState | null): OverrideEdit {
  const { connectionId, isTopFrame } = document
  const target = { connectionId, isTopFrame, clientId: client.clientId, flagKey: flag.flagKey }
  return { target, before: stateOf(flag), after }
}

function stateOf(flag: FlagReport): OverrideState | null {
  return isOverridden(flag) && flag.value !== undefined
    ? { value: flag.value, terms: overrideTerms(flag) }
    : null
}

/** Of a value that is too large to be told whole, only the page knows what it was. */
function isUndoable({ flag }: Target): boolean {
  return !(isOverridden(flag) && flag.isCut)
}

/** As much of what is wanted as the client supports. */
function termsOf({ client }: FlagRow, { scope, span }: OverrideIntent, nowMs: number): OverrideTerms {
  const { scopes, canExpire } = overrideSupport(client)
  const expiresAtMs = spanEnd(span, nowMs)
  return {
    ...(scope === 'origin' && scopes.includes(scope) && { scope }),
    ...(canExpire && expiresAtMs !== undefined && { expiresAtMs }),
  }
}
