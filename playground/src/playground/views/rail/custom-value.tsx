import type { FlagValue, FlagValueType } from '@halyard/schema'
import { Plus } from 'lucide-react'
import { type FormEvent, type ReactElement, useId, useState } from 'react'
import { parseTypedValue } from '../../model/parse-typed-value.ts'

interface CustomValueProps {
  readonly flagKey: string
  /** `undefined` where the page does not tell it. */
  readonly type: FlagValueType | undefined
  onAdd(value: FlagValue): void
}

/** Adds a value of a flag that is none of its variations. */
export function CustomValue({ flagKey, type, onAdd }: CustomValueProps): ReactElement | null {
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [isRefused, setRefused] = useState(false)
  const id = useId()
  // Both values of a boolean are there already.
  if (type === 'boolean') return null
  if (!isOpen) {
    return (
      <button
        type="button"
        className="value-add"
        aria-label={`Add a value of ${flagKey}`}
        onClick={() => setOpen(true)}
      >
        <Plus size={12} aria-hidden /> value
      </button>
    )
  }
  const parsed = parseTypedValue(text, type)

  function submit(event: FormEvent): void {
    event.preventDefault()
    setRefused(!parsed.ok)
    if (!parsed.ok) return
    onAdd(parsed.value)
    close()
  }

  function close(): void {
    setOpen(false)
    setText('')
    setRefused(false)
  }

  const field = {
    id,
    value: text,
    autoFocus: true,
    spellCheck: false,
    'aria-invalid': isRefused && !parsed.ok,
    'aria-describedby': isRefused ? `${id}-problem` : undefined,
    onChange: (event: { readonly target: { readonly value: string } }) => setText(event.target.value),
  }
  return (
    <form
      className="value-form"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      <label htmlFor={id}>{type === undefined || type === 'object' ? 'Value as JSON' : `A ${type}`}</label>
      {type === undefined || type === 'object' ? (
        <textarea className="field" rows={3} {...field} />
      ) : (
        <input className="field" inputMode={type === 'number' ? 'decimal' : 'text'} {...field} />
      )}
      {isRefused && !parsed.ok && (
        <p id={`${id}-problem`} className="field-problem">
          {parsed.problem}
        </p>
      )}
      <div className="form-buttons">
        <button type="submit" className="button">
          Add
        </button>
        <button type="button" className="button button-quiet" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  )
}
