import { Check, RotateCcw, Undo2 } from 'lucide-preact'
import type { ContextEditor } from '../model/context-editor.ts'
import type { ClientPlace } from '../model/list-rows.ts'
import { offers } from '../model/offers.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { clipText, valueText } from '../model/value-text.ts'
import { CONTEXT_TEXT } from '../text/context.ts'
import { ClientSelect } from './client-select.tsx'
import { ContextAttributes } from './context-attributes.tsx'
import { ContextPreviewPane } from './context-preview.tsx'
import { ContextText } from './context-text.tsx'
import { MissingClient } from './missing-client.tsx'
import { OverrideMark } from './override-mark.tsx'
import type { PanelViewProps } from './panel-view-props.ts'
import { PersonaList } from './persona-list.tsx'

/** Whom the page is evaluated for; and how it would be for somebody else, before it is. */
export function ContextView({ model, session }: PanelViewProps) {
  const editor = session.context
  const place = editor.place.value
  if (!place) return <MissingClient model={model} />
  return (
    <div class="context-view" aria-busy={session.isReadOnly.value}>
      <div class="context-edit">
        <EditorSection session={session} editor={editor} place={place} />
        <PersonaList personas={session.personas} editor={editor} />
      </div>
      <div class="context-preview">
        <ContextPreviewPane editor={editor} place={place} />
      </div>
    </div>
  )
}

function EditorSection(props: { session: PanelSession; editor: ContextEditor; place: ClientPlace }) {
  const { session, editor, place } = props
  const canSet = offers(place, 'set-context')
  const isClosed = place.document.status.value === 'closed'
  const override = place.client.description.value.contextOverride
  const form = editor.form.value
  return (
    <section class={override ? 'section section-override' : 'section'}>
      <div class="context-title">
        <h2>
          {override && <OverrideMark />}
          {override ? CONTEXT_TEXT.yours : CONTEXT_TEXT.title}
        </h2>
        <FormChoice editor={editor} />
      </div>
      <ClientSelect clients={session.clients.value} place={place} onChoose={editor.choose} />
      {form === 'text' ? (
        <ContextText editor={editor} disabled={!canSet || isClosed} />
      ) : (
        <ContextAttributes editor={editor} disabled={!canSet || isClosed} />
      )}
      {editor.targets.value.length > 1 && (
        <p class="faint">{CONTEXT_TEXT.forAll(editor.targets.value.length)}</p>
      )}
      {canSet ? (
        <div class="context-actions">
          <button
            type="button"
            class="button-override context-apply"
            disabled={!editor.isEdited.value || !editor.parsed.value.ok || isClosed}
            onClick={() => void editor.apply()}
          >
            <Check size={12} aria-hidden="true" />
            {CONTEXT_TEXT.apply}
          </button>
          {editor.isEdited.value && (
            <button type="button" class="button" onClick={editor.discard}>
              <Undo2 size={12} aria-hidden="true" />
              {CONTEXT_TEXT.discard}
            </button>
          )}
          {override && (
            <button type="button" class="button" disabled={isClosed} onClick={() => void editor.reset()}>
              <RotateCcw size={12} aria-hidden="true" />
              {CONTEXT_TEXT.reset}
            </button>
          )}
        </div>
      ) : (
        <p class="faint">{CONTEXT_TEXT.cannotSet}</p>
      )}
      <p class="problem" role="alert">
        {editor.problem.value !== null && CONTEXT_TEXT.failed(clipText(editor.problem.value, 400))}
      </p>
      {override && (
        <details>
          <summary>{CONTEXT_TEXT.own}</summary>
          <pre class="mono value-json">{valueText(override.own, 2_000)}</pre>
        </details>
      )}
    </section>
  )
}

function FormChoice({ editor }: { editor: ContextEditor }) {
  if (editor.isTooLarge.value) return null
  const forms = [
    ['attributes', CONTEXT_TEXT.form],
    ['text', CONTEXT_TEXT.json],
  ] as const
  return (
    <fieldset class="form-choice">
      <legend class="visually-hidden">{CONTEXT_TEXT.howToEdit}</legend>
      {forms.map(([form, label]) => (
        <button
          key={form}
          type="button"
          aria-pressed={editor.form.value === form}
          disabled={!editor.parsed.value.ok && editor.form.value !== form}
          onClick={() => editor.show(form)}
        >
          {label}
        </button>
      ))}
    </fieldset>
  )
}
