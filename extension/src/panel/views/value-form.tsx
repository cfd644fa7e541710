import type { FlagValueType } from '@halyard/schema'
import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import type { FlagRow } from '../model/list-rows.ts'
import type { PanelSession } from '../model/panel-session.ts'
import { parseOverride } from '../model/parse-override.ts'
import { editableText, MAX_DETAIL_TEXT } from '../model/value-text.ts'

/** Overrides a flag with a value that a person types. What they typed stays when it cannot be read. */
export function ValueForm(props: { session: PanelSession; row: FlagRow; hasChoices: boolean }) {
  const { session, row, hasChoices } = props
  const { flag } = row
  const id = useId()
  const draft = useSignal<string | null>(null)
  const problem = useSignal<string | null>(null)
  const current = editableText(flag.value)
  if (current.length > MAX_DETAIL_TEXT) {
    return (
      <p class="faint">
        This value is too long to edit here: {current.length.toLocaleString('en')} characters.
      </p>
    )
  }

  function submit(event: Event): void {
    event.preventDefault()
    const parsed = parseOverride(draft.value ?? current, flag.type)
    problem.value = parsed.ok ? null : parsed.problem
    if (!parsed.ok) return
    session.override(row, parsed.value)
    draft.value = null
  }

  const field = {
    id,
    class: 'field mono',
    value: draft.value ?? current,
    spellcheck: false,
    'aria-invalid': problem.value !== null,
    'aria-describedby': `${id}-problem`,
    onInput: (event: { currentTarget: { value: string } }) => {
      draft.value = event.currentTarget.value
      problem.value = null
    },
  } as const
  const isLong = flag.type === 'object' || flag.type === undefined || current.includes('\n')
  return (
    <form class="value-form" onSubmit={submit}>
      <label for={id} class="faint">
        {hasChoices ? 'Another value' : 'Value'}, {TYPE_NAMES[flag.type ?? 'unknown']}
      </label>
      {isLong ? (
        <textarea
          {...field}
          rows={Math.min(14, Math.max(3, field.value.split('\n').length))}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
          }}
        />
      ) : (
        <input
          {...field}
          type="text"
          inputMode={flag.type === 'number' ? 'decimal' : 'text'}
          autocomplete="off"
        />
      )}
      <p id={`${id}-problem`} class="problem" role="alert">
        {problem.value}
      </p>
      <button type="submit" class="button" disabled={row.document.status.value === 'closed'}>
        Override
      </button>
    </form>
  )
}

const TYPE_NAMES: { readonly [Type in FlagValueType | 'unknown']: string } = {
  boolean: 'true or false',
  string: 'text without quotes',
  number: 'a number',
  object: 'JSON',
  unknown: 'any JSON, because the type is not known',
}
