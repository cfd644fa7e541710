import { type ReactElement, useId, useState } from 'react'
import { parsePersona } from '../../model/parse-persona.ts'
import type { Persona } from '../../model/sheet-state.ts'
import { useCellSessions } from '../use-cell-sessions.ts'

interface PersonaFormProps {
  /** Absent for a new one. */
  readonly persona: Persona | undefined
  onSave(persona: Persona): void
  onClose(): void
}

/** Makes a persona, from a context or from what the panel shares. */
export function PersonaForm({ persona, onSave, onClose }: PersonaFormProps): ReactElement {
  const { ownContext } = useCellSessions()
  const [name, setName] = useState(persona?.name ?? '')
  // The page's own context shows which attributes its flags may ask for.
  const [text, setText] = useState(() => JSON.stringify(persona?.context ?? ownContext ?? {}, null, 2))
  const [problem, setProblem] = useState<string>()
  const id = useId()
  return (
    <form
      className="persona-form"
      onSubmit={(event) => {
        event.preventDefault()
        const parsed = parsePersona(name, text, Date.now())
        if (parsed.ok) onSave(parsed.value)
        else setProblem(parsed.problem)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <label htmlFor={`${id}-name`}>Name</label>
      <input
        id={`${id}-name`}
        className="field"
        // biome-ignore lint/a11y/noAutofocus: whoever opens the form is about to type into it
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <label htmlFor={`${id}-context`}>Context as JSON, or a share of the panel</label>
      <textarea
        id={`${id}-context`}
        className="field"
        rows={6}
        spellCheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setProblem(undefined)
        }}
      />
      {problem !== undefined && (
        <p id={`${id}-problem`} className="field-problem">
          {problem}
        </p>
      )}
      <div className="form-buttons">
        <button type="submit" className="button">
          {persona ? 'Save' : 'Add'}
        </button>
        <button type="button" className="button button-quiet" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  )
}
