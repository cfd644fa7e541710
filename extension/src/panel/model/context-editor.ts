import type { ContextPreview } from '@halyard/devtools'
import type { EvaluationContext } from '@halyard/schema'
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { findPlace } from './client-choice.ts'
import {
  attributesOf,
  contextOfAttributes,
  contextOfText,
  type DraftAttribute,
  MAX_ATTRIBUTES,
  type ParsedContext,
} from './context-attributes.ts'
import { createFlagExplainer, type FlagExplanation } from './flag-explainer.ts'
import { type Answer, createLatestAnswer } from './latest-answer.ts'
import type { ClientPlace, FlagRow } from './list-rows.ts'
import { offers } from './offers.ts'
import { editableText, MAX_DETAIL_TEXT } from './value-text.ts'

/** How a context is edited. */
export type ContextForm = 'attributes' | 'text'

/** Edits the evaluation context of one client, and tries it out before it is set. */
export interface ContextEditor {
  /** Whose context it is; `null` where there is no client. */
  readonly place: ReadonlySignal<ClientPlace | null>
  choose(place: ClientPlace): void
  readonly form: ReadonlySignal<ContextForm>
  /** Whether the context has too much in it for a form. */
  readonly isTooLarge: ReadonlySignal<boolean>
  /** Changes the form, and takes along what can be read of what was typed. */
  show(form: ContextForm): void
  readonly attributes: ReadonlySignal<readonly DraftAttribute[]>
  readonly text: ReadonlySignal<string>
  edit(draft: readonly DraftAttribute[] | string): void
  /** Takes a whole context over for editing, such as a persona's. */
  load(context: EvaluationContext): void
  discard(): void
  readonly parsed: ReadonlySignal<ParsedContext>
  /** Whether another context than the client's was typed, or none. */
  readonly isEdited: ReadonlySignal<boolean>
  /** What would change, `null` where the client cannot say. */
  readonly preview: ReadonlySignal<Answer<ContextPreview> | null>
  /** The flag whose explanation follows what is typed. */
  readonly shownFlag: ReadonlySignal<FlagRow | null>
  showFlag(flagKey: string): void
  readonly explanation: ReadonlySignal<FlagExplanation>
  /** The clients whose context is set together: all of the document that let it be set. */
  readonly targets: ReadonlySignal<readonly ClientPlace[]>
  /** Sets the typed context for all of {@link targets}. */
  apply(): Promise<void>
  /** Every client whose context a person set. */
  readonly overridden: ReadonlySignal<readonly ClientPlace[]>
  /** Gives all of them the page's own context back. */
  reset(): Promise<void>
  /** Why the page did not do what was asked last, `null` where it did. */
  readonly problem: ReadonlySignal<string | null>
}

/**
 * Creates an editor.
 *
 * @param selected the flag that is selected elsewhere: shown here until another one is chosen.
 */
export function createContextEditor(
  clients: ReadonlySignal<readonly ClientPlace[]>,
  selected: ReadonlySignal<FlagRow | null>,
): ContextEditor {
  const chosen = signal<ClientPlace | null>(null)
  const chosenForm = signal<ContextForm>('attributes')
  const draft = signal<readonly DraftAttribute[] | string | null>(null)
  const shownKey = signal<string | null>(null)
  const problem: Signal<string | null> = signal(null)

  const place = computed(() => findPlace(clients.value, chosen.value))
  const current = computed<EvaluationContext>(() => place.value?.client.description.value.context ?? {})
  const isTooLarge = computed(
    () =>
      Object.keys(current.value).length > MAX_ATTRIBUTES ||
      editableText(current.value).length > MAX_DETAIL_TEXT,
  )
  const form = computed(() => (isTooLarge.value ? 'text' : chosenForm.value))
  const attributes = computed(() =>
    typeof draft.value === 'object' && draft.value ? draft.value : attributesOf(current.value),
  )
  const text = computed(() => (typeof draft.value === 'string' ? draft.value : editableText(current.value)))
  const parsed = computed<ParsedContext>(() => {
    if (draft.value === null) return { ok: true, context: current.value }
    return typeof draft.value === 'string' ? contextOfText(draft.value) : contextOfAttributes(draft.value)
  })
  const isEdited = computed(
    () =>
      draft.value !== null &&
      (!parsed.value.ok || JSON.stringify(parsed.value.context) !== JSON.stringify(current.value)),
  )
  const tried = computed(() => (isEdited.value && parsed.value.ok ? parsed.value.context : undefined))

  const latest = createLatestAnswer((asked: { place: ClientPlace; context: EvaluationContext }) =>
    asked.place.document.request(asked.place.client.clientId, 'evaluate-for', { context: asked.context }),
  )
  const canPreview = computed(() => place.value !== null && offers(place.value, 'evaluate-for'))
  effect(() => {
    const [target, context] = [place.value, tried.value]
    if (!target || !context || !canPreview.value || target.document.status.value === 'closed') {
      latest.stop()
      return
    }
    // Another context or other flags of the client: what would change is another question.
    void target.client.version.value
    void target.client.description.value
    latest.ask(`${target.document.connectionId} ${target.client.clientId}`, { place: target, context })
  })

  const shownFlag = computed<FlagRow | null>(() => {
    const target = place.value
    if (!target) return null
    void target.client.version.value
    const isOfClient = selected.value?.client === target.client
    const flagKey = shownKey.value ?? (isOfClient ? selected.value?.flag.flagKey : undefined)
    const flag = flagKey === undefined ? undefined : target.client.flag(flagKey)
    return flag ? { kind: 'flag', ...target, flag } : null
  })
  const explanation = createFlagExplainer(shownFlag, tried)

  // What is kept for the tab is every client's after a reload, so it is before one as well.
  const targets = computed(() =>
    clients.value.filter((other) => other.document === place.value?.document && offers(other, 'set-context')),
  )
  const overridden = computed(() =>
    clients.value.filter(({ client }) => client.description.value.contextOverride !== undefined),
  )

  function load(context: EvaluationContext): void {
    draft.value = form.value === 'text' ? editableText(context) : attributesOf(context)
  }

  /** @returns whether all of them did. */
  async function tell(
    targets: readonly ClientPlace[],
    request: (target: ClientPlace) => Promise<unknown>,
  ): Promise<boolean> {
    problem.value = null
    const results = await Promise.allSettled(targets.map(request))
    const failure = results.find((result) => result.status === 'rejected')
    if (failure)
      problem.value = failure.reason instanceof Error ? failure.reason.message : String(failure.reason)
    return !failure
  }

  return {
    place,
    choose(next) {
      batch(() => {
        chosen.value = next
        draft.value = null
        shownKey.value = null
      })
    },
    form,
    isTooLarge,
    show(next) {
      const known = parsed.value
      if (!known.ok) return
      batch(() => {
        const wasTyped = draft.value !== null
        chosenForm.value = next
        if (wasTyped) load(known.context)
      })
    },
    attributes,
    text,
    edit(next) {
      draft.value = next
    },
    load,
    discard() {
      batch(() => {
        draft.value = null
        problem.value = null
      })
    },
    parsed,
    isEdited,
    preview: computed(() => (canPreview.value ? latest.answer.value : null)),
    shownFlag,
    showFlag(flagKey) {
      shownKey.value = flagKey
    },
    explanation,
    targets,
    async apply() {
      const result = parsed.value
      if (!result.ok) return
      const { context } = result
      const isDone = await tell(targets.value, ({ document, client }) =>
        document.request(client.clientId, 'set-context', { context }),
      )
      if (isDone) draft.value = null
    },
    overridden,
    async reset() {
      const isDone = await tell(overridden.value, ({ document, client }) =>
        document.request(client.clientId, 'reset-context', {}),
      )
      if (isDone) draft.value = null
    },
    problem,
  }
}
