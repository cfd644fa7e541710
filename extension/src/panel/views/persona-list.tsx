import { useSignal } from '@preact/signals'
import { Save, Trash2, Undo2, UserRound } from 'lucide-preact'
import type { ContextEditor } from '../model/context-editor.ts'
import { MAX_PERSONA_NAME, type Personas } from '../model/personas.ts'
import { clipText, valueText } from '../model/value-text.ts'
import { CONTEXT_TEXT } from '../text/context.ts'
import { Section } from './section.tsx'

/** The personas of this browser: a click takes one over for editing. */
export function PersonaList({ personas, editor }: { personas: Personas; editor: ContextEditor }) {
  const list = personas.list.value
  const removed = personas.removed.value
  const name = useSignal('')
  const parsed = editor.parsed.value

  function save(event: Event): void {
    event.preventDefault()
    const given = name.value.trim()
    if (!parsed.ok || given === '') return
    void personas.save({ name: given, context: parsed.context })
    name.value = ''
  }

  return (
    <Section title={CONTEXT_TEXT.personas}>
      {list.length === 0 && <p class="faint">{CONTEXT_TEXT.noPersonas}</p>}
      {list.length > 0 && (
        <ul class="personas">
          {list.map((persona) => (
            <li key={persona.name} class="persona">
              <button type="button" class="persona-use" onClick={() => editor.load(persona.context)}>
                <UserRound size={12} aria-hidden="true" />
                <span>
                  <span class="visually-hidden">{CONTEXT_TEXT.usePersona}</span>
                  {clipText(persona.name, MAX_PERSONA_NAME)}
                </span>
                <span class="faint mono persona-context">{valueText(persona.context, 120)}</span>
              </button>
              <button
                type="button"
                class="icon-button"
                aria-label={CONTEXT_TEXT.deletePersona(persona.name)}
                onClick={() => void personas.remove(persona.name)}
              >
                <Trash2 size={12} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <p role="status" class="persona-removed">
        {removed && (
          <>
            {CONTEXT_TEXT.deleted(clipText(removed.name, MAX_PERSONA_NAME))}
            <button type="button" class="button" onClick={() => void personas.save(removed)}>
              <Undo2 size={12} aria-hidden="true" />
              {CONTEXT_TEXT.undo}
            </button>
          </>
        )}
      </p>
      <form class="persona-save" onSubmit={save}>
        <input
          class="field"
          aria-label={CONTEXT_TEXT.personaName}
          placeholder={CONTEXT_TEXT.personaName}
          maxLength={MAX_PERSONA_NAME}
          autocomplete="off"
          value={name.value}
          onInput={(event) => {
            name.value = event.currentTarget.value
          }}
        />
        <button type="submit" class="button" disabled={!parsed.ok || name.value.trim() === ''}>
          <Save size={12} aria-hidden="true" />
          {CONTEXT_TEXT.savePersona}
        </button>
      </form>
      <p class="problem" role="alert">
        {personas.problem.value}
      </p>
    </Section>
  )
}
