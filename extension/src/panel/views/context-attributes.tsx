import { Plus, X } from 'lucide-preact'
import { useId } from 'preact/hooks'
import type { AttributeType, DraftAttribute } from '../model/context-attributes.ts'
import { MAX_ATTRIBUTES, TARGETING_KEY } from '../model/context-attributes.ts'
import type { ContextEditor } from '../model/context-editor.ts'
import { CONTEXT_TEXT } from '../text/context.ts'

const TYPES: readonly AttributeType[] = ['string', 'number', 'boolean', 'json']

/** A context as a form: one line for each attribute. */
export function ContextAttributes({ editor, disabled }: { editor: ContextEditor; disabled: boolean }) {
  const attributes = editor.attributes.value
  const parsed = editor.parsed.value
  const change = (next: DraftAttribute) =>
    editor.edit(attributes.map((attribute) => (attribute.id === next.id ? next : attribute)))

  function add(): void {
    const id = Math.max(-1, ...attributes.map((attribute) => attribute.id)) + 1
    const name = attributes.some((attribute) => attribute.name === TARGETING_KEY) ? '' : TARGETING_KEY
    editor.edit([...attributes, { id, name, type: 'string', text: '' }])
  }

  return (
    <fieldset class="attributes" disabled={disabled}>
      <legend class="visually-hidden">{CONTEXT_TEXT.title}</legend>
      {attributes.length === 0 && <p class="faint">{CONTEXT_TEXT.empty}</p>}
      {attributes.map((attribute, index) => (
        <AttributeLine
          key={attribute.id}
          attribute={attribute}
          position={index + 1}
          problem={parsed.ok ? undefined : parsed.problems.get(attribute.id)}
          onChange={change}
          onRemove={() => editor.edit(attributes.filter(({ id }) => id !== attribute.id))}
        />
      ))}
      {attributes.length < MAX_ATTRIBUTES && (
        <button type="button" class="button attributes-add" onClick={add}>
          <Plus size={12} aria-hidden="true" />
          {CONTEXT_TEXT.add}
        </button>
      )}
    </fieldset>
  )
}

function AttributeLine(props: {
  attribute: DraftAttribute
  position: number
  problem: string | undefined
  onChange: (next: DraftAttribute) => void
  onRemove: () => void
}) {
  const { attribute, position, problem, onChange, onRemove } = props
  const { name, type, text } = attribute
  const problemId = useId()
  const isNameMissing = name === ''
  const described = {
    'aria-invalid': problem !== undefined && !isNameMissing,
    'aria-describedby': problemId,
  }
  return (
    <div class="attribute">
      <input
        class="field mono"
        aria-label={CONTEXT_TEXT.nameOf(position)}
        aria-invalid={isNameMissing}
        aria-describedby={problemId}
        value={name}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => onChange({ ...attribute, name: event.currentTarget.value })}
      />
      <select
        class="field"
        aria-label={CONTEXT_TEXT.typeOf(name)}
        value={type}
        onChange={(event) => onChange({ ...attribute, type: event.currentTarget.value as AttributeType })}
      >
        {TYPES.map((each) => (
          <option key={each} value={each}>
            {CONTEXT_TEXT.types[each]}
          </option>
        ))}
      </select>
      {type === 'boolean' ? (
        <select
          class="field mono"
          aria-label={CONTEXT_TEXT.valueOf(name)}
          value={text === 'true' ? 'true' : 'false'}
          onChange={(event) => onChange({ ...attribute, text: event.currentTarget.value })}
        >
          <option>true</option>
          <option>false</option>
        </select>
      ) : (
        <input
          class="field mono"
          aria-label={CONTEXT_TEXT.valueOf(name)}
          value={text}
          inputMode={type === 'number' ? 'decimal' : 'text'}
          spellcheck={false}
          autocomplete="off"
          {...described}
          onInput={(event) => onChange({ ...attribute, text: event.currentTarget.value })}
        />
      )}
      <button type="button" class="icon-button" aria-label={CONTEXT_TEXT.remove(name)} onClick={onRemove}>
        <X size={12} aria-hidden="true" />
      </button>
      <p id={problemId} class="problem attribute-problem" role="alert">
        {problem}
      </p>
    </div>
  )
}
